/* SPDX-License-Identifier: MIT */
/* signals: what the outside world tells the process, for a front end that waits for it.
 *
 * From signals_take to signals_give_back the signals below are blocked but while signals_wait
 * waits, so that nothing is ever interrupted half way. */
#ifndef DUIDU_SIGNALS_H
#define DUIDU_SIGNALS_H

#include <poll.h>
#include <signal.h>

enum signal_meaning { SIGNAL_CLOSES, SIGNAL_SUSPENDS, SIGNAL_RESIZES, SIGNAL_CONTINUES };

enum { SIGNALS = 7, FATAL_SIGNALS = 5 };

/* What was in force before. */
struct signals {
	sigset_t awake; /* the mask while waiting, and that of others */
	struct sigaction before[SIGNALS], before_fatal[FATAL_SIGNALS];
};

/* put_back is called before the process dies of an error of its own.  A signal that was
 * ignored (nohup) stays ignored. */
void signals_take(struct signals *signals, void (*put_back)(int number));
void signals_give_back(const struct signals *signals);

/* Lets a signal do what it did before signals_take, and takes it again. */
void signals_lend(const struct signals *signals, int number);
void signals_take_again(int number);

/* As ppoll(), for milliseconds or, when negative, for ever. */
int signals_wait(const struct signals *signals, struct pollfd *asked, nfds_t count,
	int milliseconds);

/* The next of the signals that came, each once however often it did; 0 when there is none. */
int signals_next(enum signal_meaning *meaning);

#endif
