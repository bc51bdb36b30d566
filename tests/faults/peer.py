"""What both servers of the fault tests share: whose connection it is, what they are told to do, and a file that outlives everything."""

import json
import os
import time


def process_of(client, server):
    """The process behind a connection from this machine, by the ports of both ends; None where it is gone already."""
    inode = inode_of(client, server)
    if inode is None:
        return None
    wanted = f"socket:[{inode}]"
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{pid}/comm", encoding="utf-8") as comm:
                if not comm.read().startswith("rechnungswerk"):
                    continue
            if any(os.readlink(f"/proc/{pid}/fd/{fd}") == wanted for fd in os.listdir(f"/proc/{pid}/fd")):
                return int(pid)
        except OSError:
            continue
    return None


def inode_of(client, server):
    with open("/proc/net/tcp", encoding="utf-8") as table:
        for line in table.readlines()[1:]:
            fields = line.split()
            ends = [int(end.split(":")[1], 16) for end in fields[1:3]]
            if ends == [client, server]:
                return fields[9]
    return None


class Control:
    """A file with JSON that the test replaces whole."""

    def __init__(self, path):
        self.path = path

    def __getitem__(self, name):
        with open(self.path, encoding="utf-8") as file:
            return json.load(file)[name]


class Log:
    """One JSON object per line, on the disk before anybody is told that it was taken."""

    def __init__(self, path):
        self.file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)

    def write(self, **what):
        # One write, so that two threads or processes cannot mix their lines.
        os.write(self.file, (json.dumps({"at": time.time(), **what}) + "\n").encode())
        os.fsync(self.file)
