//! The `warta` program: reads the command line and hands over to [`warta::cli`].
fn main() -> std::process::ExitCode {
    warta::cli::main()
}
