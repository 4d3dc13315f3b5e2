/* SPDX-License-Identifier: MIT */
/* Tests of xdg: names of a user's files from the environment. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "xdg.h"

static void put(const char *variable, const char *value)
{
	if (value)
		assert_int_equal(setenv(variable, value, 1), 0);
	else
		assert_int_equal(unsetenv(variable), 0);
}

static void xdg_path__follows__the_specification(void **state)
{
	static const struct {
		const char *home, *config, *data, *state, *expected[3];
	} cases[] = {
		{"/h", NULL, NULL, NULL,
			{"/h/.config/duidu/x", "/h/.local/share/duidu/x",
				"/h/.local/state/duidu/x"}},
		{"/h", "/c", "/d", "/s", {"/c/duidu/x", "/d/duidu/x", "/s/duidu/x"}},
		{"/h", "", "relative/path", "./s",
			{"/h/.config/duidu/x", "/h/.local/share/duidu/x",
				"/h/.local/state/duidu/x"}},
		{NULL, "/c", NULL, NULL, {"/c/duidu/x", NULL, NULL}},
		{"", NULL, NULL, NULL, {NULL, NULL, NULL}},
		{"relative", NULL, "/d", NULL, {NULL, "/d/duidu/x", NULL}},
	};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		put("HOME", cases[i].home);
		put("XDG_CONFIG_HOME", cases[i].config);
		put("XDG_DATA_HOME", cases[i].data);
		put("XDG_STATE_HOME", cases[i].state);
		for (enum xdg_folder folder = XDG_CONFIG; folder <= XDG_STATE; folder++) {
			struct buf path = {0};
			const char *expected = cases[i].expected[folder];
			assert_int_equal(xdg_path(folder, "x", &path), expected != NULL);
			assert_string_equal(buf_string(&path), expected ? expected : "");
			buf_free(&path);
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(xdg_path__follows__the_specification),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
