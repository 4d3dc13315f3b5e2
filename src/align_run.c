/* SPDX-License-Identifier: MIT */
/* align_run: the order in which the parts of an alignment work.
 *
 * Tokens of both sides, what is known of their words, then some passes of: windows, gains,
 * path, and what the groups teach.  Each is cut into steps of a sentence, a word or a row,
 * so that a reader can turn a page in between.  Where the last path has lost its way one pass
 * more looks further round it.  What is between two hard anchors is a
 * stretch and gone through alone, which keeps the tables small. */
#include "align_run.h"

#include "align_likely.h"

struct align_run {
	const struct align_weights *weights;
	struct known_words words;
	struct align_side side[SIDE_COUNT];
	struct names *names;
	struct seams seams[SIDE_COUNT];
	struct common *common; /* unless there is a dictionary */
	node_array nodes;      /* the ends of the texts with them */
	struct lexicon known, lexicon, turned;
	struct lookup lookup;
	struct sparse row;
	type_array types;
	struct habits habits;
	struct learning *learning;

	int pass;
	struct rare_words rare;
	node_array chain; /* of rare words, in the first pass */
	struct gains english, chinese;
	struct path path;
	struct stretch stretch;
	struct likely likely;
	group_array groups, before; /* of this pass and the last */
	group_array trusted;        /* those of this pass that may be right */
	astray_array astray;        /* runs of the last one */
	size_t group_before;        /* the first of the stretch in before */
	size_t node;                /* the stretch begins there */

	int phase;
	size_t at; /* within the phase */
};

/* ---- tokens ------------------------------------------------------------------------- */

static bool read_english(struct align_run *run)
{
	struct align_side *side = &run->side[SIDE_EN];
	if (run->at == side->count) {
		names_settle(run->names, &side->vocabulary);
		return false;
	}
	struct align_sentence *s = &side->sentences.v[run->at];
	english_tokens(&side->vocabulary, run->names, s->text, s->len, &run->types);
	side_note(side, SIDE_EN, run->at, &run->types);
	return true;
}

static bool read_chinese(struct align_run *run)
{
	struct align_side *side = &run->side[SIDE_ZH];
	if (run->at == side->count)
		return false;
	struct align_sentence *s = &side->sentences.v[run->at];
	chinese_tokens(
		&side->vocabulary, &run->words, run->names, s->text, s->len, &run->types);
	side_note(side, SIDE_ZH, run->at, &run->types);
	return true;
}

static bool index_sides(struct align_run *run)
{
	if (run->at < SIDE_COUNT) {
		side_index(&run->side[run->at]);
		seams_begin(&run->seams[run->at], &run->side[run->at]);
		return true;
	}
	bool more = seams_step(&run->seams[SIDE_ZH]);
	if (seams_step(&run->seams[SIDE_EN]) || more)
		return true;
	run->habits =
		habits_usual(run->weights, &run->side[SIDE_ZH], &run->side[SIDE_EN]);
	run->row = sparse_new(run->side[SIDE_EN].vocabulary.types.n);
	run->lookup = (struct lookup){.weights = run->weights,
		.words = &run->words,
		.zh = &run->side[SIDE_ZH],
		.en = &run->side[SIDE_EN]};
	lookup_begin(&run->lookup);
	lexicon_begin(&run->known, run->side[SIDE_ZH].vocabulary.types.n);
	return false;
}

static bool look_up_words(struct align_run *run)
{
	if (run->at == run->side[SIDE_ZH].vocabulary.types.n) {
		lookup_end(&run->lookup);
		return false;
	}
	lookup_word(&run->lookup, (uint32_t)run->at, &run->row);
	lexicon_add_row(&run->known, &run->row);
	return true;
}

/* ---- a pass ------------------------------------------------------------------------- */

static const struct lexicon *lexicon_of(const struct align_run *run)
{
	return run->pass == 0 ? &run->known : &run->lexicon;
}

static bool begin_pass(struct align_run *run)
{
	const struct lexicon *lexicon = lexicon_of(run);
	const struct align_side *zh = &run->side[SIDE_ZH], *en = &run->side[SIDE_EN];
	lexicon_free(&run->turned);
	lexicon_turn(lexicon, en->vocabulary.types.n, &run->turned);
	run->english = (struct gains){.left = zh,
		.right = en,
		.lexicon = lexicon,
		.kappa = run->weights->english_kappa,
		.weight = run->weights->english};
	run->chinese = (struct gains){.left = en,
		.right = zh,
		.lexicon = &run->turned,
		.kappa = run->weights->chinese_kappa,
		.weight = run->weights->chinese};
	gains_open(&run->english);
	gains_open(&run->chinese);
	run->node = run->group_before = 0;
	if (run->pass == 0) {
		run->rare = (struct rare_words){.zh = zh,
			.en = en,
			.lexicon = lexicon,
			.strength_most = run->weights->chain_strength};
		rare_words_begin(&run->rare);
	}
	return false;
}

/* In the first pass. */
static bool chain_rare_words(struct align_run *run)
{
	if (run->pass > 0)
		return false;
	if (run->at < run->side[SIDE_ZH].count) {
		rare_words_row(&run->rare, (uint32_t)run->at);
		return true;
	}
	rare_words_end(&run->rare, &run->chain);
	return false;
}

/* The ranges of the other side that groups beginning with each sentence can reach. */
static void set_gain_windows(struct align_run *run)
{
	const struct stretch *stretch = &run->stretch;
	const struct span *window = stretch->window;
	size_t rows = stretch->end.zh - stretch->beg.zh,
	       columns = stretch->end.en - stretch->beg.en;
	for (size_t i = 0; i < rows; i++) {
		size_t last = i + GROUP_MOST < rows ? i + GROUP_MOST : rows;
		run->english.window[i] = (struct span){window[i].beg, window[last].end};
	}
	size_t low = 0, high = 0;
	for (size_t k = 0; k < columns; k++) {
		size_t en = stretch->beg.en + k;
		while (low < rows && window[low].end < en)
			low++;
		while (high < rows && window[high + 1].beg <= en)
			high++;
		size_t last = high + GROUP_MOST < rows ? high + GROUP_MOST : rows;
		run->chinese.window[k] =
			(struct span){stretch->beg.zh + low, stretch->beg.zh + last};
	}
}

/* Groups of the last pass in the stretch. */
static struct span groups_before(struct align_run *run)
{
	size_t first = run->group_before, end = first;
	while (end < run->before.n &&
		run->before.v[end].zh + run->before.v[end].zh_count <=
			run->stretch.end.zh &&
		run->before.v[end].en + run->before.v[end].en_count <=
			run->stretch.end.en)
		end++;
	run->group_before = end;
	return (struct span){first, end};
}

static bool begin_stretch(struct align_run *run)
{
	struct stretch *stretch = &run->stretch;
	stretch->beg = run->nodes.v[run->node];
	stretch->end = run->nodes.v[run->node + 1];
	size_t rows = stretch->end.zh - stretch->beg.zh;
	stretch->window = xcalloc(rows + 1, sizeof *stretch->window);
	if (run->pass == 0) {
		window_first(stretch, &run->chain, BAND_FIRST, run->weights->whole);
	} else {
		struct span groups = groups_before(run);
		const struct group *first =
			run->before.n ? run->before.v + groups.beg : NULL;
		window_again(stretch, first, span_len(groups), run->weights->band);
		window_open(stretch, &run->astray);
	}
	gains_begin(&run->english, stretch->beg.zh, stretch->end.zh);
	gains_begin(&run->chinese, stretch->beg.en, stretch->end.en);
	set_gain_windows(run);
	gains_room(&run->english);
	gains_room(&run->chinese);
	run->path = (struct path){.weights = run->weights,
		.zh = &run->side[SIDE_ZH],
		.en = &run->side[SIDE_EN],
		.english = &run->english,
		.chinese = &run->chinese,
		.habits = run->habits,
		.stretch = stretch};
	path_begin(&run->path);
	return false;
}

static bool gain_english(struct align_run *run)
{
	if (run->at == run->english.rows)
		return false;
	gains_row(&run->english, run->at);
	return true;
}

static bool gain_chinese(struct align_run *run)
{
	if (run->at == run->chinese.rows)
		return false;
	gains_row(&run->chinese, run->at);
	return true;
}

static bool walk_row(struct align_run *run)
{
	if (run->at > run->stretch.end.zh - run->stretch.beg.zh)
		return false;
	path_row(&run->path, run->at);
	return true;
}

/* The way back, if it will be learnt from. */
static bool end_walk(struct align_run *run)
{
	size_t first = run->groups.n;
	path_end(&run->path, &run->groups);
	if (run->pass + 1 < run->weights->passes)
		likely_begin(&run->likely, &run->path, run->groups.v + first,
			run->groups.n - first);
	return false;
}

static bool walk_back(struct align_run *run)
{
	size_t rows = run->stretch.end.zh - run->stretch.beg.zh;
	if (!run->likely.path || run->at > rows)
		return false;
	likely_row(&run->likely, rows - run->at, &run->trusted);
	return true;
}

/* Large tables take a while to be given back: one a step. */
static bool end_stretch(struct align_run *run)
{
	if (run->at == 0) {
		likely_end(&run->likely);
		path_free(&run->path);
		return true;
	}
	if (run->at == 1) {
		gains_end(&run->english);
		return true;
	}
	gains_end(&run->chinese);
	free(run->stretch.window);
	run->stretch.window = NULL;
	run->node++;
	return false;
}

/* For the pass that comes. */
static void keep_groups(struct align_run *run)
{
	group_array old = run->before;
	run->before = run->groups;
	run->groups = old;
	run->groups.n = 0;
}

/* Whether the last pass has lost its way, and one more is gone. */
static bool is_searched_again(const struct align_run *run)
{
	return run->pass == run->weights->passes && run->astray.n > 0;
}

static bool end_pass(struct align_run *run)
{
	const struct align_side *zh = &run->side[SIDE_ZH], *en = &run->side[SIDE_EN];
	if (run->at == 0) {
		gains_close(&run->english);
		gains_close(&run->chinese);
		if (run->pass + 1 < run->weights->passes)
			return true;
		if (run->pass + 1 == run->weights->passes)
			astray_find(zh, en, &run->groups, &run->astray);
		run->pass++;
		if (is_searched_again(run))
			keep_groups(run);
		return false;
	}
	if (run->at == 1) {
		run->habits = habits_measured(run->weights, zh, en, &run->groups);
		return true;
	}
	likely_share(zh, en, &run->trusted);
	run->learning = learn_new(run->weights, zh, en, &run->known, &run->trusted);
	run->pass++;
	return false;
}

static bool learn(struct align_run *run)
{
	if (learn_step(run->learning))
		return true;
	lexicon_free(&run->lexicon);
	run->lexicon = learn_lexicon(run->learning);
	learn_free(run->learning);
	run->learning = NULL;
	run->trusted.n = 0;
	keep_groups(run);
	return false;
}

/* ---- steps -------------------------------------------------------------------------- */

/* Each is called until it says false; at counts the calls. */
enum phase {
	READ_ENGLISH,
	READ_CHINESE,
	INDEX_SIDES,
	LOOK_UP_WORDS,
	BEGIN_PASS,
	CHAIN_RARE_WORDS,
	BEGIN_STRETCH,
	GAIN_ENGLISH,
	GAIN_CHINESE,
	WALK,
	END_WALK,
	WALK_BACK,
	END_STRETCH,
	END_PASS,
	LEARN,
	DONE
};

static bool (*const phases[])(struct align_run *) = {
	[READ_ENGLISH] = read_english,
	[READ_CHINESE] = read_chinese,
	[INDEX_SIDES] = index_sides,
	[LOOK_UP_WORDS] = look_up_words,
	[BEGIN_PASS] = begin_pass,
	[CHAIN_RARE_WORDS] = chain_rare_words,
	[BEGIN_STRETCH] = begin_stretch,
	[GAIN_ENGLISH] = gain_english,
	[GAIN_CHINESE] = gain_chinese,
	[WALK] = walk_row,
	[END_WALK] = end_walk,
	[WALK_BACK] = walk_back,
	[END_STRETCH] = end_stretch,
	[END_PASS] = end_pass,
	[LEARN] = learn,
};

static int next_phase(const struct align_run *run)
{
	if (run->phase == END_STRETCH && run->node + 1 < run->nodes.n)
		return BEGIN_STRETCH;
	if (run->phase == END_PASS && run->pass >= run->weights->passes)
		return is_searched_again(run) ? BEGIN_PASS : DONE;
	return run->phase == LEARN ? BEGIN_PASS : run->phase + 1;
}

bool align_run_step(struct align_run *run)
{
	if (run->phase == DONE)
		return false;
	if (phases[run->phase](run)) {
		run->at++;
		return true;
	}
	run->at = 0;
	run->phase = next_phase(run);
	return run->phase != DONE;
}

double align_run_progress(const struct align_run *run)
{
	/* Reading and looking up take about as long as a pass; where one more is gone,
	 * nobody knew before. */
	static const double SHARE_MOST = 0.98;
	double parts = run->weights->passes + 1.0, size = 1, within = 0;
	if (run->phase == DONE)
		return 1;
	if (run->phase == READ_ENGLISH || run->phase == READ_CHINESE) {
		size = (double)run->side[run->phase == READ_ENGLISH ? SIDE_EN : SIDE_ZH]
			       .count;
		within =
			((run->phase == READ_CHINESE) + (double)run->at / (size + 1)) / 3;
		return within / parts;
	}
	if (run->phase < BEGIN_PASS)
		return 2.0 / 3 / parts;
	size = (double)run->side[SIDE_ZH].count + 1;
	if (run->phase > BEGIN_PASS)
		within = (double)run->nodes.v[run->node].zh / size;
	if (run->phase >= GAIN_ENGLISH && run->phase <= WALK_BACK) {
		double rows = (double)(run->stretch.end.zh - run->stretch.beg.zh);
		double part = (double)run->at / (rows + 1);
		within += rows / size *
			  (run->phase - GAIN_ENGLISH + (part < 1 ? part : 1)) /
			  (WALK_BACK - GAIN_ENGLISH + 1);
	} else if (run->phase == END_STRETCH) {
		within = (double)run->stretch.end.zh / size;
	} else if (run->phase > END_STRETCH) {
		within = 1;
	}
	int pass = run->pass - (run->phase == LEARN);
	double share = (1 + pass + (within < 1 ? within : 1)) / parts;
	return share < SHARE_MOST ? share : SHARE_MOST;
}

static void end_side(struct align_side *side)
{
	array_push(&side->sentences, (struct align_sentence){.text = ""});
	side->count = side->sentences.n - 1;
}

struct align_run *align_run_new(const struct align_weights *weights,
	const struct dictionary *dictionary, struct align_side sides[SIDE_COUNT],
	node_array *nodes)
{
	struct align_run *run = xcalloc(1, sizeof *run);
	run->weights = weights;
	for (int i = 0; i < SIDE_COUNT; i++) {
		run->side[i] = sides[i];
		end_side(&run->side[i]);
		sides[i] = (struct align_side){0};
	}
	struct node end = {
		(uint32_t)run->side[SIDE_ZH].count, (uint32_t)run->side[SIDE_EN].count};
	array_push(&run->nodes, (struct node){0, 0});
	for (size_t i = 0; i < nodes->n; i++) {
		struct node node = nodes->v[i], last = run->nodes.v[run->nodes.n - 1];
		if (node.zh > last.zh || node.en > last.en)
			array_push(&run->nodes, node);
	}
	array_push(&run->nodes, end);
	array_free(nodes);
	run->names = names_new();
	run->common = dictionary ? NULL : common_new();
	run->words = (struct known_words){dictionary, run->common};
	return run;
}

const group_array *align_run_groups(const struct align_run *run)
{
	return &run->groups;
}

const struct align_side *align_run_side(const struct align_run *run, enum side side)
{
	return &run->side[side];
}

void align_run_free(struct align_run *run)
{
	if (!run)
		return;
	for (int i = 0; i < SIDE_COUNT; i++)
		side_free(&run->side[i]);
	names_free(run->names);
	common_free(run->common);
	array_free(&run->nodes);
	rare_words_free(&run->rare);
	array_free(&run->chain);
	array_free(&run->groups);
	array_free(&run->before);
	array_free(&run->trusted);
	array_free(&run->astray);
	array_free(&run->types);
	lexicon_free(&run->known);
	lexicon_free(&run->lexicon);
	lexicon_free(&run->turned);
	lookup_end(&run->lookup);
	sparse_free(&run->row);
	learn_free(run->learning);
	if (run->english.types) {
		gains_close(&run->english);
		gains_close(&run->chinese);
	}
	likely_end(&run->likely);
	path_free(&run->path);
	free(run->stretch.window);
	free(run);
}
