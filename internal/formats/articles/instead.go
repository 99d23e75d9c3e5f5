package articles

import (
	"cmp"
	"path"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
)

// A server that does not trust whoever asks answers with a page of its own instead of what was asked for, and with the
// code of success. Saved under the name of the article, the feed or the trust.txt, it would become a source.

// insteadTitles are how such pages are called, in lower case: what their titles begin with, and what they are in full.
var (
	insteadTitles = []string{
		"just a moment...", "one moment, please", "attention required!", "please wait", "access denied",
		"access to this page has been denied",
		"access restricted", "checking your browser", "verifying you are", "verifying your", "verify you are",
		"verify your browser", "are you a robot",
		"are you human", "robot check", "bot verification", "human verification", "security check",
		"security verification", "client challenge",
		"pardon our interruption", "request blocked", "request rejected", "you have been blocked",
		"sorry, you have been blocked", "ddos-guard",
		"error 4", "error 5", "400 bad", "401 unauthorized", "401 -", "403 forbidden", "403 -", "404 not found",
		"404 page", "404 -", "429 too many",
		"500 internal", "502 bad", "503 service", "504 gateway", "page not found", "bad gateway", "gateway time",
		"service unavailable",
		"service temporarily unavailable", "too many requests", "internal server error", "site under maintenance",
		"nur einen moment", "einen moment...",
		"un instant...", "un momento...", "um momento...", "un moment...", "even geduld...", "один момент...",
		"подождите...", "chwileczkę...", "bir dakika lütfen",
	}
	insteadWhole = []string{
		"just a moment", "attention required", "verifying", "captcha", "forbidden", "not found", "blocked", "403",
		"404", "429", "503", "error",
	}
)

// insteadWords are what such pages say.
var insteadWords = []string{
	"enable javascript and cookies to continue", "checking if the site connection is secure",
	"needs to review the security of your connection",
	"verify you are human", "verifying you are human", "your request is being", "incapsula incident id",
	"performance & security by", "ddos protection by",
	"checking your browser", "complete the captcha", "unusual traffic from your", "why have i been blocked",
	"does not have access to this server",
	"don't have permission to access",
}

// mostInsteadWords is how long such a page can be; an article of so few words says when it was published.
const mostInsteadWords = 150

// instead says why a page is not an article but what a server shows instead of one; "" if it is not such a page.
func (p *articlePage) instead(visible string) string {
	if len(strings.Fields(visible)) > mostInsteadWords || evidence.Date(formats.FirstDate(p.declaredDay...)).Known() {
		return ""
	}
	begins := func(text string) bool {
		text = strings.ReplaceAll(strings.ToLower(strings.TrimSpace(text)), "…", "...")
		return slices.Contains(insteadWhole, text) ||
			slices.ContainsFunc(insteadTitles, func(title string) bool { return strings.HasPrefix(text, title) })
	}
	said := strings.ReplaceAll(strings.ToLower(visible), "’", "'")
	says := slices.ContainsFunc(insteadWords, func(words string) bool { return strings.Contains(said, words) })
	first, _, _ := strings.Cut(visible, "\n")
	if !begins(p.title) && !begins(first) && !says {
		return ""
	}
	return cmp.Or(p.title, first)
}

// otherNames are names and endings of files that are never a page.
var otherNames = []string{
	"trust.txt", "ads.txt", "robots.txt", "security.txt", "sellers.json", ".xml", ".rss", ".atom", ".rdf", ".json",
	".jsonl", ".ndjson", ".jsonld", ".csv", ".tsv",
}

// savedInstead says that a page was saved under the name of something else; nil if its name can be that of a page.
func savedInstead(name, title string) error {
	name = strings.ToLower(strings.TrimSuffix(path.Base(strings.ReplaceAll(name, `\`, "/")), ".gz"))
	if !slices.ContainsFunc(otherNames, func(ending string) bool { return strings.HasSuffix(name, ending) }) {
		return nil
	}
	return evidence.Invalidf("",
		"is a page of HTML (%.80q) and not what its name says: a server shows one instead of the file; fetch %s again",
		title, name)
}
