/* SPDX-License-Identifier: MIT */
/* folder: a folder of its own for a test, and the files in it.  To be included behind
 * cmocka.h. */
#ifndef DUIDU_TESTS_FOLDER_H
#define DUIDU_TESTS_FOLDER_H

#include <dirent.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "buf.h"

struct folder {
	char path[64];
	char file[160]; /* what folder_file made last */
};

static inline int folder_set_up(void **state)
{
	struct folder *folder = calloc(1, sizeof *folder);
	strcpy(folder->path, "/tmp/duidu-test-XXXXXX");
	*state = folder;
	return mkdtemp(folder->path) ? 0 : -1;
}

static inline int folder_remove_one(
	const char *path, const struct stat *st, int type, struct FTW *ftw)
{
	(void)st;
	(void)type;
	(void)ftw;
	return remove(path);
}

static inline int folder_tear_down(void **state)
{
	struct folder *folder = *state;
	int failed = nftw(folder->path, folder_remove_one, 8, FTW_DEPTH | FTW_PHYS);
	free(folder);
	return failed;
}

/* The path of a file in it; good until the next call. */
static inline const char *folder_file(struct folder *folder, const char *name)
{
	snprintf(folder->file, sizeof folder->file, "%s/%s", folder->path, name);
	return folder->file;
}

static inline void file_write(const char *path, const char *bytes, size_t len)
{
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(bytes, 1, len, file), len);
	assert_int_equal(fclose(file), 0);
}

static inline void file_puts(const char *path, const char *text)
{
	file_write(path, text, strlen(text));
}

/* All of a file, appended; false when it is not there. */
static inline bool file_read(const char *path, struct buf *bytes)
{
	FILE *file = fopen(path, "r");
	if (!file)
		return false;
	size_t got;
	do {
		got = fread(buf_room(bytes, 65536), 1, 65536, file);
		bytes->n += got;
	} while (got > 0);
	fclose(file);
	return true;
}

static inline void assert_file(const char *path, const char *text)
{
	struct buf bytes = {0};
	assert_true(file_read(path, &bytes));
	assert_string_equal(buf_string(&bytes), text);
	buf_free(&bytes);
}

static inline size_t files_in(const char *path)
{
	size_t n = 0;
	DIR *folder = opendir(path);
	assert_non_null(folder);
	for (const struct dirent *entry; (entry = readdir(folder));)
		n += strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
	closedir(folder);
	return n;
}

#endif
