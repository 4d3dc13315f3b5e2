#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints ambiguous_table.h from EastAsianWidth.txt and UnicodeData.txt of one folder.

usage: gen_ambiguous.py [UCD-FOLDER] > ambiguous_table.h

libunistring answers UAX #11 for Wide, Fullwidth and marks, but has no property for East
Asian Ambiguous (its uc_width(c, "GBK") also widens Latin-1 and Cyrillic that is not
Ambiguous).  Left out are characters that are never shown as they are or take no cells of
their own: private use, marks, format characters.
"""
import sys


def fields(path):
    for line in open(path, encoding="utf-8"):
        line = line.split("#")[0].strip()
        if line:
            yield [field.strip() for field in line.split(";")]


folder = sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode"
version = open(folder + "/EastAsianWidth.txt", encoding="utf-8").readline().strip("# \n")

cellless = set()
for row in fields(folder + "/UnicodeData.txt"):
    if row[2] in ("Mn", "Me", "Cf", "Co"):
        cellless.add(int(row[0], 16))

ranges = []
for code, width in fields(folder + "/EastAsianWidth.txt"):
    if width != "A":
        continue
    first, _, last = code.partition("..")
    for c in range(int(first, 16), int(last or first, 16) + 1):
        if c in cellless or 0xE000 <= c <= 0xF8FF or c >= 0xF0000:
            continue
        if ranges and ranges[-1][1] == c - 1:
            ranges[-1][1] = c
        else:
            ranges.append([c, c])

print(f"""/* SPDX-License-Identifier: Unicode-DFS-2016 */
/* ambiguous_table: what is shown 1 or 2 cells wide, East_Asian_Width=A of UAX #11.
 *
 * Made by gen_ambiguous.py from {version} (Unicode Character Database,
 * Copyright 2022 Unicode, Inc., https://www.unicode.org/license.txt). */
#ifndef DUIDU_AMBIGUOUS_TABLE_H
#define DUIDU_AMBIGUOUS_TABLE_H

#include "code_range.h"

static const struct code_range ambiguous_table[] = {{
	/* clang-format off */""")
cells = ["{0x%04X, 0x%04X}," % tuple(r) for r in ranges]
for i in range(0, len(cells), 4):
    print("\t" + " ".join(cells[i:i + 4]))
print("""	/* clang-format on */
};

#endif""")
