//! The program: parses the command line and starts; nothing else.

fn main() -> std::process::ExitCode {
    rechnungswerk::server::boot::main()
}
