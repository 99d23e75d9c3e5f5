package attribution

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/credence-graph/credence/internal/attribution/lexicon"
	"github.com/credence-graph/credence/internal/attribution/prose"
)

// What stands before the first sentence of a paragraph and is no part of it.
var leads = []*regexp.Regexp{
	// LONDON, Nov 3 (Reuters) - / PORT ALDER — / KESTOVA, Maravia (AP) —
	regexp.MustCompile(
		`^\p{Lu}[\p{Lu}.'’/ -]*\p{Lu}\b(?:,? [^—–()\n]{1,40}?)?(?:\s*\([^()\n]{1,40}\))?\s*(?:[—–]|--?)\s+`),
	// Kestova (Reuters) -
	regexp.MustCompile(`^\p{Lu}[\p{L}.'’/, ]{1,50}\d{0,4}\s*\([^()\n]{1,40}\)\s*(?:[—–]|--?)\s*`),
	// (Reuters) -
	regexp.MustCompile(`^\([^()\n]{2,40}\)\s*(?:[—–]|--?)\s+`),
	// RAMPURA, Aug 21 (PTI) / BERLIN (dpa)
	regexp.MustCompile(`^\p{Lu}[\p{Lu}.'’/ -]*\p{Lu}\b(?:, [\p{L}\d., ]{1,30})?\s*\([\p{L}\d /.,-]{2,40}\)[.:]?\s+`),
	// BRASNA, 9 January, KORVA-INFORM.
	regexp.MustCompile(
		`^\p{Lu}[\p{Lu}.'’/ -]*\p{Lu}, (?:\d{1,2}\.? \p{L}+|\p{L}+ \d{1,2})(?:,? \d{4})?(?:[,.] ?[\p{Lu}\d.-]{2,20})?\s*[.:/–—-]{1,2}\s+`),
	// 18:42 / 6.05pm: the time of an entry of a live blog
	regexp.MustCompile(`^\[?\d{1,2}[:.]\d{2}(?: ?[ap]\.?m\.?)?\]?(?: (?:GMT|BST|ET|EST|EDT|CET|CEST|IST))?\s*[:–—-]?\s+`),
}

// label is a few words and a colon before a sentence that does not belong to them: "What experts say: Dr. X told".
var label = regexp.MustCompile(`^(?:\*\*)?(\p{Lu}[^:.!?"“”\n]{1,40}):\**\s+`)

// role is who speaks in a script: (Presenter), (Clip, Doyle).
var role = regexp.MustCompile(`^[(\[]([^()\[\]\n]{2,40})[)\]]:?\s+`)

// withoutLead leaves out of a paragraph what stands before its first sentence: a dateline, the time of an entry, a
// label.
func (r *reader) withoutLead(of prose.Span) prose.Span {
	for range 2 {
		n := r.leadOf(r.text[of.Start:of.End])
		if n == 0 {
			break
		}
		of = prose.Trim(r.text, prose.Between(of.Start+n, of.End))
	}
	return of
}

func (r *reader) leadOf(words string) int {
	for _, form := range leads {
		if at := form.FindString(words); at != "" && beginsSentence(words[len(at):]) {
			return len(at)
		}
	}
	if at := role.FindString(words); at != "" && beginsSentence(words[len(at):]) {
		return len(at)
	}
	if at := label.FindStringSubmatch(words); at != nil && beginsSentence(words[len(at[0]):]) && !r.says(at[1]) {
		return len(at[0])
	}
	return 0
}

func beginsSentence(words string) bool {
	words = strings.TrimLeft(words, prose.QuoteMarks+"‘'")
	first, _ := utf8.DecodeRuneInString(words)
	return unicode.IsUpper(first) || unicode.IsDigit(first)
}

// says reports whether some words have a verb of saying, or end in one who may speak: "Police: nobody was hurt".
func (r *reader) says(words string) bool {
	all := prose.Tokens(words, prose.Between(0, len(words)))
	if lexicon.QuestionWords[all[0].Lower] {
		return false // What experts say:
	}
	for _, t := range all {
		if lexicon.Verbs[t.Lower] || lexicon.Citing[t.Lower] {
			return true
		}
	}
	last := all[len(all)-1].Lower
	return len(all) <= 2 && (lexicon.Bodies[last] || lexicon.Witnesses[last] || lexicon.Untraceable[last])
}
