//! A way to a server that can be shut: whoever comes is turned away, and who is inside is cut off.

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

pub struct Gate {
    pub port: u16,
    is_open: watch::Sender<bool>,
}

impl Gate {
    /// In front of this address on this machine.
    pub async fn before(target: String) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let (is_open, watched) = watch::channel(true);
        tokio::spawn(async move {
            while let Ok((visitor, _)) = listener.accept().await {
                if *watched.borrow() {
                    tokio::spawn(lead(visitor, target.clone(), watched.clone()));
                }
            }
        });
        Self { port, is_open }
    }

    pub fn open(&self, is_open: bool) {
        self.is_open.send_replace(is_open);
    }
}

async fn lead(mut visitor: TcpStream, target: String, mut watched: watch::Receiver<bool>) {
    let Ok(mut server) = TcpStream::connect(target).await else { return };
    tokio::select! {
        _ = copy_bidirectional(&mut visitor, &mut server) => {}
        _ = watched.wait_for(|is_open| !is_open) => {}
    }
}
