//! What work in the background does between its rounds.

use std::time::Duration;
use tokio::sync::watch;

/// Rests, or ends resting when told to stop: `true` then, and where nobody is left who could tell.
pub(super) async fn stops(stop: &mut watch::Receiver<bool>, rest: Duration) -> bool {
    tokio::select! {
        () = tokio::time::sleep(rest) => false,
        _ = stop.wait_for(|stop| *stop) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_rest_ends_by_itself_or_when_told() {
        let (tell, mut stop) = watch::channel(false);
        assert!(!stops(&mut stop, Duration::ZERO).await);
        assert!(tell.send(true).is_ok());
        assert!(stops(&mut stop, Duration::from_secs(3600)).await);
        let (tell, mut stop) = watch::channel(false);
        drop(tell);
        assert!(stops(&mut stop, Duration::from_secs(3600)).await);
    }
}
