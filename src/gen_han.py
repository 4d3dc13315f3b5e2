#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""Prints fold_table.h or pinyin_table.h from the Unicode Character Database of one folder.

usage: gen_han.py fold|pinyin [UCD-FOLDER] > NAME_table.h

Both are made once and kept in the tree, so that a build needs neither this script nor the
database.  What is taken from where is said at each part below.
"""
import bz2
import os
import re
import sys
import unicodedata
from collections import defaultdict

folder = sys.argv[2] if len(sys.argv) > 2 else "/usr/share/unicode"


def lines(name):
    path = os.path.join(folder, name)
    if os.path.exists(path):
        return open(path, encoding="utf-8")
    return bz2.open(path + ".bz2", "rt", encoding="utf-8")


def fields(name):
    for line in lines(name):
        line = line.split("#")[0].strip()
        if line:
            yield [field.strip() for field in line.split(";")]


def span(field):
    first, _, last = field.partition("..")
    return range(int(first, 16), int(last or first, 16) + 1)


unihan = defaultdict(dict)  # property: {code point: value}
for name in ("Unihan_Variants.txt", "Unihan_Readings.txt", "Unihan_NumericValues.txt"):
    for line in lines(name):
        if line.startswith("U+"):
            code, key, value = line.rstrip("\n").split("\t")
            unihan[key][int(code[2:], 16)] = value
version = re.search(r"-(\d+\.\d+\.\d+)\.txt", next(lines("CaseFolding.txt"))).group(1)

# Readings: in use today by one of the dictionaries and lists that record use.  The tone is
# 1 to 4, or 5 where it is neutral; the letter u with a diaeresis is written v, as on a keyboard.
TONES = {"\u0304": 1, "\u0301": 2, "\u030c": 3, "\u0300": 4}


def reading(marked):
    letters = unicodedata.normalize("NFD", marked)
    tone = [TONES[c] for c in letters if c in TONES]
    bare = "".join(c for c in letters if c not in TONES)
    bare = bare.replace("u\u0308", "v").replace("e\u0302", "e")
    assert bare.isascii() and bare.isalpha() and bare.islower(), marked
    return bare, tone[0] if tone else 5


readings = defaultdict(set)
for c, value in unihan["kMandarin"].items():
    readings[c] |= {reading(r) for r in value.split()}
for c, value in unihan["kHanyuPinlu"].items():
    readings[c] |= {reading(r.split("(")[0]) for r in value.split()}
readings[0x3007].add(("ling", 2))  # 〇, which Unihan takes for a mark
for key in ("kXHC1983", "kTGHZ2013"):
    for c, value in unihan[key].items():
        for entry in value.split():
            readings[c] |= {reading(r) for r in entry.split(":")[1].split(",")}

# Characters in some use: those of the first block, and what those lists have besides.
in_use = set(range(0x4E00, 0xA000)).union({0x3007}, *(
    unihan[key] for key in ("kHanyuPinlu", "kXHC1983", "kTGHZ2013")))


class CodeMap:
    """The arrays of a struct code_map: see code_map.h."""

    def __init__(self, members):
        self.pages, self.masks, self.firsts = [], [0], [0]
        members = sorted(members)
        rows = defaultdict(int)
        for c in members:
            rows[c >> 6] |= 1 << (c & 63)
        before = 0
        for row in range(max(rows) + 1):
            if row not in rows:
                self.pages.append(0)
                continue
            self.pages.append(len(self.masks))
            self.masks.append(rows[row])
            self.firsts.append(before)
            before += bin(rows[row]).count("1")

    def write(self, name):
        write_array("uint16_t", name + "_page", self.pages)
        write_array("uint64_t", name + "_mask", self.masks, lambda v: f"0x{v:X},")
        write_array("uint16_t", name + "_first", self.firsts)
        print(f"""static const struct code_map {name}_map = {{
	.page = {name}_page,
	.mask = {name}_mask,
	.first = {name}_first,
	.pages = sizeof {name}_page / sizeof *{name}_page,
}};
""")


def write_array(kind, name, values, form=lambda v: f"{v},", inner=""):
    print(f"static const {kind} {name}[]{inner} = {{\n\t/* clang-format off */")
    row = "\t"
    for value in map(form, values):
        if len(row.expandtabs(8)) + 1 + len(value) > 90:
            print(row)
            row = "\t"
        row += ("" if row == "\t" else " ") + value
    print(row + "\n\t/* clang-format on */\n};\n")


def write_head(name, what, sources, *headers):
    guard = f"DUIDU_{name.upper()}_H"
    print(f"""/* SPDX-License-Identifier: Unicode-DFS-2016 */
/* {name}: {what}
 *
 * Made by gen_han.py from {sources}
 * of the Unicode Character Database {version} (Copyright 2022 Unicode, Inc.,
 * https://www.unicode.org/license.txt). */
#ifndef {guard}
#define {guard}

#include <stdint.h>
""")
    print("\n".join(f'#include "{header}.h"' for header in headers) + "\n")


# Width: the full compatibility decomposition (NFKD, but for Hangul syllables), radicals as the
# characters they are the form of, and marks of the printer as those of a keyboard.
PRINTED = {
    0x2018: "'", 0x2019: "'", 0x201C: '"', 0x201D: '"', 0x2010: "-", 0x2011: "-",
    0x2027: "\u00b7", 0x30FB: "\u00b7", 0xFF65: "\u00b7",
}


def decompositions():
    raw = {}
    for row in fields("UnicodeData.txt"):
        if row[5]:
            raw[int(row[0], 16)] = [int(c, 16) for c in row[5].split()
                                    if not c.startswith("<")]
    for codes, unified in fields("EquivalentUnifiedIdeograph.txt"):
        for c in span(codes):
            if c < 0x2FE0:
                raw[c] = [int(unified, 16)]
    for c, printed in PRINTED.items():
        raw[c] = [ord(printed)]

    def full(c):
        return [leaf for part in raw[c] for leaf in full(part)] if c in raw else [c]

    return {c: "".join(map(chr, full(c))) for c in raw}


# Han: classes of characters that are written for each other.  Two are of one class when
# Unihan calls them simplified and traditional; or variants of shape (kZVariant), or of use by
# the list of Hong Kong's Education Bureau or by both dictionaries, Lau and Matthews, that read
# the same and are no numerals.  Or when this says so: forms before and after the reform of
# print in the 1960s that Unihan has no variants for.
PRINT_REFORM = ("产產産 内內 别別 册冊 黄黃 兑兌 录錄録 阅閱閲 清淸 青靑 既旣 尚尙 吕呂 宫宮 奥奧 "
                "禄祿 绿綠緑 剥剝 虚虛 争爭 净淨 静靜 换換 唤喚 德徳 毁毀 每毎 真眞 着著 查査 "
                "彦彥 颜顏 盗盜 研硏 户戶 温溫 没沒 并並 冰氷 教敎 闲閒")


def han_classes():
    parent = {}

    def top(c):
        while parent.setdefault(c, c) != c:
            c = parent[c]
        return c

    def join(a, b):
        a, b = top(a), top(b)
        parent[max(a, b)] = min(a, b)

    def read_alike(a, b):
        numeral = {"kAccountingNumeric", "kPrimaryNumeric"}
        if any(c in unihan[key] for key in numeral for c in (a, b)):
            return False
        return bool(readings[a] & readings[b])

    for key in ("kSimplifiedVariant", "kTraditionalVariant", "kZVariant",
                "kSemanticVariant"):
        for c, value in unihan[key].items():
            for entry in value.split():
                code, _, source = entry.partition("<")
                variant = int(code[2:], 16)
                sources = {part.split(":")[0] for part in source.split(",")}
                listed = "kHKGlyph" in sources or {"kLau", "kMatthews"} <= sources
                if key == "kSemanticVariant" and not listed:
                    continue
                if key in ("kSimplifiedVariant", "kTraditionalVariant") or \
                        read_alike(c, variant):
                    join(c, variant)
    for word in PRINT_REFORM.split():
        for form in word[1:]:
            join(ord(word[0]), ord(form))

    # The least code point in use stands for its class; the rest of a class that nobody
    # uses (simplified forms of rare characters in the later extensions) is left out.
    classes = defaultdict(list)
    for c in parent:
        if c in in_use or 0x3400 <= c < 0xA000:
            classes[top(c)].append(c)
    folded = {}
    for members in classes.values():
        for c in members:
            if c != min(members):
                folded[c] = min(members)
    assert max(folded.values()) < 0x10000
    return folded


def case_runs():
    """Simple case folding: runs {first, last, step, distance}, a step being 1 or 2."""
    folded = {}
    for row in fields("CaseFolding.txt"):
        if row[1] in "CS":
            folded[int(row[0], 16)] = int(row[2], 16)
    runs = []
    for c in sorted(folded):
        distance = folded[c] - c
        run = runs[-1] if runs else None
        if run and run[3] == distance and c - run[1] in (1, 2) and \
                (run[0] == run[1] or c - run[1] == run[2]):
            run[1], run[2] = c, c - run[1]
        else:
            runs.append([c, c, 1, distance])
    return runs


def ignored_ranges():
    ranges = []
    for codes, name in (row[:2] for row in fields("DerivedCoreProperties.txt")):
        if name == "Default_Ignorable_Code_Point":
            ranges.append([span(codes)[0], span(codes)[-1]])
    merged = []
    for first, last in sorted(ranges):
        if merged and merged[-1][1] + 1 == first:
            merged[-1][1] = last
        else:
            merged.append([first, last])
    return merged


def write_fold():
    write_head("fold_table", "what differs from its folded form.",
               "UnicodeData.txt, EquivalentUnifiedIdeograph.txt,\n"
               " * CaseFolding.txt, DerivedCoreProperties.txt and Unihan_Variants.txt",
               "code_map", "code_range")
    decomposed = decompositions()
    places, pool = {}, []
    for text in sorted(set(decomposed.values())):
        places[text] = len(pool)
        code = text.encode()
        pool += [len(code), *code]
    assert len(pool) < 0x10000
    print("/* Compatibility decompositions: where in the pool, which holds a length and so many"
          "\n * bytes of UTF-8. */")
    CodeMap(decomposed).write("decomposed")
    write_array("uint16_t", "decomposed_at", [places[decomposed[c]] for c in sorted(decomposed)])
    write_array("uint8_t", "decomposed_pool", pool)

    han = han_classes()
    print("/* The character that stands for a class of variants. */")
    CodeMap(han).write("han")
    write_array("uint16_t", "han_class", [han[c] for c in sorted(han)])

    print("/* Simple case folding: every step-th of first to last goes by distance. */")
    print("struct case_run {\n\tuint32_t first, last;\n\tint32_t step, distance;\n};\n")
    write_array("struct case_run", "case_runs", case_runs(),
                lambda run: "{0x%04X, 0x%04X, %d, %d}," % tuple(run))
    print("/* Default_Ignorable_Code_Point. */")
    write_array("struct code_range", "ignored_ranges", ignored_ranges(),
                lambda pair: "{0x%04X, 0x%04X}," % tuple(pair))
    print("#endif")


def write_pinyin():
    write_head("pinyin_table", "the readings of Han characters.",
               "Unihan_Readings.txt (kMandarin, kHanyuPinlu,\n * kXHC1983, kTGHZ2013)",
               "code_map")
    used = {c: sorted(readings[c]) for c in in_use if c in readings}
    syllables = sorted({syllable for many in used.values() for syllable, _ in many})
    print(f"enum {{ SYLLABLE_COUNT = {len(syllables)}, "
          f"SYLLABLE_ROOM = {max(map(len, syllables)) + 1} }};\n")
    write_array("char", "syllables", syllables, lambda s: f'"{s}",', "[SYLLABLE_ROOM]")

    number = {s: i for i, s in enumerate(syllables)}
    places, pool = {}, []
    values = []
    for c in sorted(used):
        codes = tuple(number[s] << 3 | tone for s, tone in used[c])
        if len(codes) == 1:
            values.append(codes[0])
            continue
        if codes not in places:
            places[codes] = len(pool)
            pool += [*codes[:-1], codes[-1] | 0x8000]
        values.append(0x8000 | places[codes])
    assert len(pool) < 0x8000 and len(syllables) << 3 < 0x8000
    print("/* The one reading of a character, its syllable << 3 | tone; or 0x8000 | a place in the"
          "\n * pool, where its readings stand, the last of them with 0x8000. */")
    CodeMap(used).write("pinyin")
    write_array("uint16_t", "pinyin_of", values)
    write_array("uint16_t", "pinyin_pool", pool)
    print(f"enum {{ READINGS_MOST = {max(map(len, used.values()))} }};\n\n#endif")


{"fold": write_fold, "pinyin": write_pinyin}[sys.argv[1]]()
