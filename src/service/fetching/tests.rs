use super::*;
use futures::future::{BoxFuture, FutureExt};
use std::{io, sync::Mutex};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

const LIMITS: Limits = Limits {
    bytes: 1_000,
    time: Duration::from_secs(20),
};

/// Names whose addresses are taken from a list, one lookup after the other; the last one stays.
struct Listed(Mutex<Vec<&'static str>>);

impl Names for Listed {
    fn addresses(&self, _: &str) -> BoxFuture<'static, io::Result<Vec<IpAddr>>> {
        let mut left = self.0.lock().expect("nobody panicked");
        let text = if left.len() > 1 {
            left.remove(0)
        } else {
            left[0]
        };
        let found = text
            .split_whitespace()
            .map(|ip| ip.parse().expect("an address"));
        let found: Vec<IpAddr> = found.collect();
        async move { Ok(found) }.boxed()
    }
}

fn named(answers: &[&'static str], may_reach: fn(IpAddr) -> bool) -> Fetcher {
    let names = Arc::new(Listed(Mutex::new(answers.to_vec())));
    Fetcher::new(names, may_reach, "https://warta.test")
}

fn loopback(ip: IpAddr) -> bool {
    ip.is_loopback()
}

/// A server that gives each connection the next of these answers, and its port.
async fn server(answers: Vec<String>) -> (u16, tokio::task::JoinHandle<Vec<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let port = listener.local_addr().expect("bound").port();
    let serving = tokio::spawn(async move {
        let mut asked = Vec::new();
        for answer in answers {
            let (mut stream, _) = listener.accept().await.expect("a connection");
            let mut buffer = vec![0; 8_192];
            let n = stream.read(&mut buffer).await.expect("a request");
            asked.push(String::from_utf8_lossy(&buffer[..n]).into_owned());
            // Who has read enough may have gone.
            let _ = stream.write_all(answer.as_bytes()).await;
            // What was sent and not read would take the answer along.
            tokio::spawn(async move {
                let _ = stream.shutdown().await;
                let _ = stream.read_to_end(&mut Vec::new()).await;
            });
        }
        asked
    });
    (port, serving)
}

fn answer(status: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!(
        "HTTP/1.1 {status}\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}\r\n{body}"
    )
}

async fn whole(mut coming: Coming) -> Result<Vec<u8>, FetchError> {
    let mut body = Vec::new();
    while let Some(piece) = coming.piece().await? {
        body.extend_from_slice(&piece);
    }
    Ok(body)
}

#[test]
fn addresses_are_looked_at_before_anything_is_asked() {
    let fetcher = Fetcher::outside("https://warta.test");
    for address in [
        "http://127.0.0.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://017700000001/",
        "http://[::1]:8080/",
        "http://[::ffff:127.0.0.1]/",
        "https://169.254.169.254/latest/meta-data",
        "http://192.168.0.1.:80/",
    ] {
        let refused = fetcher.check(address);
        assert!(
            matches!(refused, Err(FetchError::Private(_))),
            "{address}: {refused:?}"
        );
    }
    for address in [
        "file:///etc/passwd",
        "gopher://a.test/",
        "a.test",
        "",
        "javascript:alert(1)",
    ] {
        let refused = fetcher.check(address);
        assert!(
            matches!(refused, Err(FetchError::NotHttp(_))),
            "{address}: {refused:?}"
        );
    }
    for address in ["https://user@a.test/", "https://:secret@a.test/"] {
        assert_eq!(fetcher.check(address), Err(FetchError::Credentials));
    }
    let long = format!("https://a.test/{}", "x".repeat(LONGEST));
    assert_eq!(fetcher.check(&long), Err(FetchError::TooLong));
    assert!(fetcher.check("https://a.test/hook?x=1").is_ok());
}

#[tokio::test]
async fn a_name_that_leads_inside_is_not_followed() {
    let fetcher = named(&["10.0.0.7"], is_public);
    let refused = fetcher
        .get("http://a.test/", LIMITS)
        .await
        .map(|c| c.status());
    assert_eq!(refused, Err(FetchError::Private("a.test".into())));
    let refused = fetcher.find("http://a.test/").await.map(|_| ());
    assert_eq!(refused, Err(FetchError::Private("a.test".into())));
    let nothing = named(&[""], is_public)
        .find("http://a.test/")
        .await
        .map(|_| ());
    assert_eq!(nothing, Err(FetchError::NoSuchName("a.test".into())));
}

#[tokio::test]
async fn a_name_that_changes_sides_is_looked_at_anew() {
    // Public when it is typed, private when it is asked.
    let fetcher = named(&["1.1.1.1", "127.0.0.1"], is_public);
    assert!(fetcher.find("http://a.test/").await.is_ok());
    let refused = fetcher
        .get("http://a.test/", LIMITS)
        .await
        .map(|c| c.status());
    assert_eq!(refused, Err(FetchError::Private("a.test".into())));
}

#[tokio::test]
async fn an_answer_is_read_and_says_who_asked() {
    let (port, serving) = server(vec![answer(
        "200 OK",
        "content-type: text/plain; charset=utf-8\r\n",
        "halo",
    )])
    .await;
    // Of two addresses the one that may be reached is taken.
    let fetcher = named(&["10.0.0.7 127.0.0.1"], loopback);
    let coming = fetcher
        .get(&format!("http://a.test:{port}/x"), LIMITS)
        .await
        .expect("an answer");
    assert_eq!(
        (coming.status().as_u16(), coming.kind()),
        (200, "text/plain")
    );
    assert_eq!(whole(coming).await.expect("read"), b"halo");
    let asked = serving.await.expect("served");
    assert!(asked[0].starts_with("GET /x HTTP/1.1"), "{asked:?}");
    assert!(asked[0].contains("user-agent: Warta/"), "{asked:?}");
    assert!(asked[0].contains("(+https://warta.test)"), "{asked:?}");
}

#[tokio::test]
async fn every_step_of_a_redirect_is_looked_at() {
    let fetcher = named(&["127.0.0.1"], loopback);
    let (port, serving) = server(vec![
        answer("302 Found", "location: /two\r\n", ""),
        answer("200 OK", "", "dua"),
    ])
    .await;
    let coming = fetcher
        .get(&format!("http://a.test:{port}/one"), LIMITS)
        .await
        .expect("an answer");
    assert_eq!(whole(coming).await.expect("read"), b"dua");
    assert!(serving.await.expect("served")[1].starts_with("GET /two "));

    for (to, wanted) in [
        ("http://10.0.0.1/", FetchError::Private("10.0.0.1".into())),
        (
            "file:///etc/passwd",
            FetchError::NotHttp("file:///etc/passwd".into()),
        ),
        ("http://a:b@c.test/", FetchError::Credentials),
    ] {
        let (port, _) = server(vec![answer(
            "302 Found",
            &format!("location: {to}\r\n"),
            "",
        )])
        .await;
        let refused = fetcher
            .get(&format!("http://a.test:{port}/"), LIMITS)
            .await
            .map(|c| c.status());
        assert_eq!(refused, Err(wanted), "{to}");
    }
    let round = vec![answer("302 Found", "location: /\r\n", ""); 6];
    let (port, _) = server(round).await;
    let refused = fetcher
        .get(&format!("http://a.test:{port}/"), LIMITS)
        .await
        .map(|c| c.status());
    assert_eq!(refused, Err(FetchError::Redirects));
}

#[tokio::test]
async fn what_is_too_large_is_not_read_to_its_end() {
    let fetcher = named(&["127.0.0.1"], loopback);
    let large = "x".repeat(2_000);
    let unsaid = format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{large}");
    let (port, _) = server(vec![answer("200 OK", "", &large), unsaid]).await;
    for _ in 0..2 {
        let coming = fetcher
            .get(&format!("http://a.test:{port}/"), LIMITS)
            .await
            .expect("an answer");
        assert_eq!(whole(coming).await, Err(FetchError::TooLarge(1_000)));
    }
}

#[tokio::test]
async fn an_answer_to_what_was_sent_is_not_followed() {
    let (port, serving) = server(vec![answer(
        "307 Temporary Redirect",
        "location: /x\r\n",
        "lihat sana",
    )])
    .await;
    let fetcher = named(&["127.0.0.1"], loopback);
    let headers = [("content-type", "application/json")];
    let address = format!("http://a.test:{port}/hook");
    let coming = fetcher
        .post(&address, &headers, "{}", LIMITS)
        .await
        .expect("an answer");
    assert_eq!(coming.status().as_u16(), 307);
    assert_eq!(coming.beginning(5).await, "lihat");
    assert_eq!(serving.await.expect("served").len(), 1);
}
