"""Makes assets/srgb.icc, a small ICC v2 display profile with the primaries and the curve of IEC 61966-2-1 (sRGB).

Run: python assets/make_icc.py assets/srgb.icc
"""

import struct
import sys

PRIMARIES = {"rXYZ": (0.43607, 0.22249, 0.01392), "gXYZ": (0.38515, 0.71687, 0.09708), "bXYZ": (0.14307, 0.06061, 0.71410)}
D50 = (0.9642, 1.0, 0.8249)
STEPS = 256


def fixed(value):
    return struct.pack(">i", round(value * 65536))


def xyz(values):
    return b"XYZ \0\0\0\0" + b"".join(map(fixed, values))


def curve():
    def linear(v):
        return v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4

    points = [round(linear(i / (STEPS - 1)) * 65535) for i in range(STEPS)]
    return b"curv\0\0\0\0" + struct.pack(f">I{STEPS}H", STEPS, *points)


def text(value):
    return b"text\0\0\0\0" + value + b"\0"


def description(value):
    return b"desc\0\0\0\0" + struct.pack(">I", len(value) + 1) + value + b"\0" + struct.pack(">IIHB", 0, 0, 0, 0) + bytes(67)


def profile():
    trc = curve()
    tags = [("desc", description(b"sRGB")), ("cprt", text(b"No copyright, use freely")), ("wtpt", xyz(D50))]
    tags += [(name, xyz(values)) for name, values in PRIMARIES.items()]
    tags += [("rTRC", trc), ("gTRC", trc), ("bTRC", trc)]
    offset, placed, table, body = 128 + 4 + 12 * len(tags), {}, b"", b""
    for name, data in tags:
        if data not in placed:
            placed[data] = offset + len(body)
            body += data + bytes(-len(data) % 4)
        table += name.encode() + struct.pack(">II", placed[data], len(data))
    size = offset + len(body)
    header = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x02100000, b"mntr", b"RGB ", b"XYZ ")
    header += struct.pack(">6H", 2026, 1, 1, 0, 0, 0) + b"acsp" + bytes(28) + b"".join(map(fixed, D50))
    header += bytes(128 - len(header))
    return header + struct.pack(">I", len(tags)) + table + body


if __name__ == "__main__":
    with open(sys.argv[1], "wb") as target:
        target.write(profile())
