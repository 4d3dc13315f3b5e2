/* SPDX-License-Identifier: MIT */
/* signals: a handler that sets a bit, and who had the signals before.
 *
 * Signals are blocked but while we wait for input: a handler then has nothing to be careful
 * of, and no call fails because of one. */
#include "signals.h"

/* What each signal means to us. */
static const struct {
	int number;
	enum signal_meaning meaning;
} uses[SIGNALS] = {
	{SIGTERM, SIGNAL_CLOSES},
	{SIGHUP, SIGNAL_CLOSES},
	{SIGINT, SIGNAL_CLOSES},
	{SIGQUIT, SIGNAL_CLOSES},
	{SIGTSTP, SIGNAL_SUSPENDS},
	{SIGWINCH, SIGNAL_RESIZES},
	{SIGCONT, SIGNAL_CONTINUES},
};

/* What the program dies of. */
static const int fatal[FATAL_SIGNALS] = {SIGABRT, SIGSEGV, SIGBUS, SIGFPE, SIGILL};

/* The signals that came, bit i for uses[i]: the only global besides those of curses. */
static volatile sig_atomic_t caught;

static void on_signal(int number)
{
	for (int i = 0; i < SIGNALS; i++)
		if (uses[i].number == number)
			caught |= 1 << i;
}

static const struct sigaction *our_action(struct sigaction *action)
{
	*action = (struct sigaction){.sa_handler = on_signal};
	sigfillset(&action->sa_mask);
	return action;
}

static void install(int number, const struct sigaction *action, struct sigaction *before)
{
	sigaction(number, NULL, before);
	if (before->sa_handler != SIG_IGN)
		sigaction(number, action, NULL);
}

void signals_take(struct signals *signals, void (*put_back)(int number))
{
	struct sigaction ours;
	struct sigaction dying = {.sa_handler = put_back, .sa_flags = (int)SA_RESETHAND};
	sigset_t blocked;
	sigemptyset(&blocked);
	for (int i = 0; i < SIGNALS; i++)
		sigaddset(&blocked, uses[i].number);
	sigprocmask(SIG_BLOCK, &blocked, &signals->awake);
	for (int i = 0; i < SIGNALS; i++)
		install(uses[i].number, our_action(&ours), &signals->before[i]);
	for (int i = 0; i < FATAL_SIGNALS; i++)
		install(fatal[i], &dying, &signals->before_fatal[i]);
}

void signals_give_back(const struct signals *signals)
{
	for (int i = 0; i < SIGNALS; i++)
		sigaction(uses[i].number, &signals->before[i], NULL);
	for (int i = 0; i < FATAL_SIGNALS; i++)
		sigaction(fatal[i], &signals->before_fatal[i], NULL);
	sigprocmask(SIG_SETMASK, &signals->awake, NULL);
}

void signals_lend(const struct signals *signals, int number)
{
	sigset_t set;
	for (int i = 0; i < SIGNALS; i++)
		if (uses[i].number == number)
			sigaction(number, &signals->before[i], NULL);
	sigemptyset(&set);
	sigaddset(&set, number);
	sigprocmask(SIG_UNBLOCK, &set, NULL);
}

void signals_take_again(int number)
{
	struct sigaction ours, before;
	sigset_t set;
	sigemptyset(&set);
	sigaddset(&set, number);
	sigprocmask(SIG_BLOCK, &set, NULL);
	install(number, our_action(&ours), &before);
}

int signals_wait(const struct signals *signals, struct pollfd *asked, nfds_t count,
	int milliseconds)
{
	struct timespec limit = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
	return ppoll(asked, count, milliseconds < 0 ? NULL : &limit, &signals->awake);
}

int signals_next(enum signal_meaning *meaning)
{
	for (int i = 0; i < SIGNALS; i++) {
		if (!(caught & 1 << i))
			continue;
		caught &= ~(1 << i);
		*meaning = uses[i].meaning;
		return uses[i].number;
	}
	return 0;
}
