/* SPDX-License-Identifier: MIT */
/* align_math: logarithms and powers to some six digits.
 *
 * Millions of logarithms are the larger part of an alignment's time, and the C library's are
 * more exact than is of use; and libm is one library less to load before the first screen.
 * For align*.c only. */
#ifndef DUIDU_ALIGN_MATH_H
#define DUIDU_ALIGN_MATH_H

#include <stdint.h>
#include <string.h>

/* The logarithm to base 2 of a positive, normal number: the exponent, and the series of the
 * inverse hyperbolic tangent for what is left, which is within a factor of sqrt 2 of 1. */
static inline float log2_of(float x)
{
	uint32_t bits;
	memcpy(&bits, &x, sizeof bits);
	/* 0x3F3504F3 is the root of one half. */
	uint32_t above = bits - 0x3F3504F3u;
	int32_t exponent = (int32_t)above >> 23;
	uint32_t rest = (above & 0x7FFFFFu) + 0x3F3504F3u;
	float m;
	memcpy(&m, &rest, sizeof m);
	float t = (m - 1) / (m + 1), t2 = t * t;
	return (float)exponent +
	       t * (2.8853901F +
			   t2 * (0.9617967F + t2 * (0.5770780F + t2 * 0.41219858F)));
}

static inline float log_of(float x)
{
	return log2_of(x) * 0.69314718F;
}

/* 2 to a power of -120 to 120: the nearest whole one, and the exponential series. */
static inline float exp2_of(float x)
{
	int32_t whole = (int32_t)(x + (x < 0 ? -0.5F : 0.5F));
	float y = (x - (float)whole) * 0.69314718F, power;
	uint32_t bits = (uint32_t)(whole + 127) << 23;
	memcpy(&power, &bits, sizeof power);
	return power *
	       (1 + y * (1 + y / 2 * (1 + y / 3 * (1 + y / 4 * (1 + y / 5 * (1 + y / 6))))));
}

/* e to a power of -80 to 80. */
static inline float exp_of(float x)
{
	return exp2_of(x * 1.442695F);
}

/* x to a power, x being positive. */
static inline float power_of(float x, float power)
{
	return exp2_of(power * log2_of(x));
}

#endif
