/* SPDX-License-Identifier: MIT */
/* fuzz_config: any line of configuration is taken up or refused with a message; the ":" prompt
 * takes the same lines and completes them. */
#include <stdlib.h>
#include <string.h>

#include "command_line.h"
#include "config_file.h"
#include "fuzz.h"
#include "prompt.h"

static void check_line(struct settings *settings, const char *line)
{
	struct order order;
	struct buf message = {0};
	struct status s = config_line(settings, line);
	if (!status_ok(&s)) {
		if (s.message[0] == '\0')
			abort();
		fuzz_check_utf8(s.message, strlen(s.message));
	}
	s = command_line_read(settings, line, &order, &message);
	fuzz_check_utf8(message.v, message.n);
	free(order.argument);
	buf_free(&message);
}

static void check_completion(struct settings *settings, const char *line)
{
	struct prompt prompt;
	prompt_open(&prompt, &(struct prompt_setup){.label = ":",
				     .initial = line,
				     .complete = command_line_complete,
				     .ctx = settings});
	prompt_take(&prompt, '\t');
	prompt_take(&prompt, '\t');
	const char *text = prompt_text(&prompt);
	fuzz_check_utf8(text, strlen(text));
	prompt_close(&prompt);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct fuzz_input input = {bytes, len};
	struct settings settings;
	settings_init(&settings);
	settings.reading = fuzz_number(&input, 2);
	while (input.n > 0) {
		struct fuzz_input taken = fuzz_line(&input);
		char *line = xstrndup((const char *)taken.v, taken.n);
		check_line(&settings, line);
		struct buf valid = {0};
		buf_add_valid(&valid, line, strlen(line));
		check_completion(&settings, buf_string(&valid));
		buf_free(&valid);
		free(line);
	}
	settings_free(&settings);
	return 0;
}
