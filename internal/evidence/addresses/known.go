package addresses

import (
	"regexp"
	"slices"
	"strings"
)

// hostNames are hosts at which the pages of another one are, at the same paths.
var hostNames = map[string]string{
	"twitter.com": "x.com", "mobile.x.com": "x.com", "fxtwitter.com": "x.com", "vxtwitter.com": "x.com",
	"fixupx.com": "x.com", "nitter.net": "x.com",
	"fb.com": "facebook.com", "music.youtube.com": "youtube.com", "youtube-nocookie.com": "youtube.com",
	"instagr.am":  "instagram.com",
	"telegram.me": "t.me", "telegram.dog": "t.me", "vkontakte.ru": "vk.com", "vk.ru": "vk.com",
	"threads.net":    "threads.com",
	"guardian.co.uk": "theguardian.com", "dx.doi.org": "doi.org", "player.vimeo.com": "vimeo.com",
}

// editions are hosts that have editions of themselves below them, for a device or a language, whose pages are the same.
var editions = regexp.MustCompile(`^(?:` +
	`(?:mbasic|touch|web|[a-z]{2}-[a-z]{2})\.(?P<host>facebook\.com)` +
	`|(?:old|new|np|i|sh|[a-z]{2})\.(?P<host>reddit\.com)` +
	`|[a-z]{2}\.(?P<host>linkedin\.com)` +
	`|(?P<host>[a-z-]+)\.(?:m|mobile|zero)(?P<host>\.` + wikis + `)` +
	`|(?P<host>[\w-]+\.blogspot)\.(?:com?\.)?[a-z]{2}` +
	`)$`)

// oneHost returns the host that stands for all at which the same pages are.
func oneHost(host string) string {
	if m := editions.FindStringSubmatch(host); m != nil {
		host = ""
		for i, name := range editions.SubexpNames() {
			if name == "host" {
				host += m[i]
			}
		}
		if strings.HasSuffix(host, ".blogspot") {
			host += ".com"
		}
	}
	if one, known := hostNames[host]; known {
		return one
	}
	return host
}

// post says which part of an address at a host names a post, whatever else is in it, and the address that all of them
// have.
type post struct {
	host, path *regexp.Regexp
	to         string // with the groups of the path
	query      string // the parameter that goes into the path first, as "/value"
}

func posts(host, path, to string) post {
	return post{host: regexp.MustCompile(`^(?:` + host + `)$`), path: regexp.MustCompile(`^` + path + `$`), to: to}
}

func (p post) asked(parameter string) post {
	p.query = parameter
	return p
}

// knownPosts are in order; the first that fits holds.
var knownPosts = []post{
	posts(`x\.com`, `/[^/]+(?:/web)?/status(?:es)?/(\d+)(?:/.*)?`, "x.com/i/status/$1"),
	posts(`youtu\.be`, `/([\w-]+)`, "youtube.com/watch?v=$1"),
	posts(`youtube\.com`, `/(?:shorts|embed|live|v|e)/([\w-]{6,})`, "youtube.com/watch?v=$1"),
	posts(`youtube\.com`, `/watch/([\w-]+)`, "youtube.com/watch?v=$1").asked("v"),
	posts(`redd\.it`, `/(\w+)`, "reddit.com/comments/$1"),
	posts(`reddit\.com`, `(?:/(?:r|u|user)/[^/]+)?/comments/(\w+)(?:/[^/]*)?`, "reddit.com/comments/$1"),
	posts(`reddit\.com`, `/(?:r|u|user)/[^/]+/comments/(\w+)/[^/]*/(\w+)`, "reddit.com/comments/$1/_/$2"),
	posts(`instagram\.com`, `(?:/[^/]+)?/(?:p|reel|reels|tv)/([\w-]+)(?:/embed.*)?`, "instagram.com/p/$1"),
	posts(`tiktok\.com`, `/@[^/]+/(?:video|photo)/(\d+)`, "tiktok.com/video/$1"),
	posts(`tiktok\.com`, `/(?:v|embed|embed/v2)/(\d+)(?:\.html)?`, "tiktok.com/video/$1"),
	posts(`t\.me`, `/s/(\w+)(/\d+)?`, "t.me/$1$2"),
	posts(`dai\.ly`, `/(\w+)`, "dailymotion.com/video/$1"),
	posts(`dailymotion\.com`, `/embed/video/(\w+)`, "dailymotion.com/video/$1"),
	posts(`vimeo\.com`, `/video/(\d+)`, "vimeo.com/$1"),
	posts(`arxiv\.org`, `/(?:abs|pdf)/(.+?)(?:\.pdf)?`, "arxiv.org/abs/$1"),
	posts(`open\.substack\.com`, `/pub/([\w-]+)/p/([\w-]+)`, "$1.substack.com/p/$2"),
}

// postOnly are the parameters that say which post it is where a path alone does not; all others of a known post are
// left out.
var postOnly = map[string][]string{"t.me": {"comment", "thread"}}

// noise are parameters by which a page of a host is shown in another way, or that say where its reader came from.
var noise = map[string][]string{
	"x.com":       {"s", "t", "lang", "cxt"},
	"youtube.com": {"feature", "si", "pp", "ab_channel"},
	"facebook.com": {
		"__tn__", "_rdr", "refid", "ref", "mibextid", "rdid", "share_url", "eav", "paipv", "hc_ref", "fref", "sfnsn",
		"wtsid", "_ft_", "__cft__[0]", "__xts__[0]",
	},
	"reddit.com":    {"share_id", "rdt", "context"},
	"instagram.com": {"img_index", "hl"},
	"t.me":          {"single", "embed", "mode"},
	"tiktok.com":    {"lang", "_r", "_t", "is_copy_url", "is_from_webapp", "sender_device"},
	"wikipedia.org": {"wprov", "useformat", "mobileaction"},
	"blogspot.com":  {"m", "spref"},
	"linkedin.com":  {"trk", "trackingid", "rcm"},
}

// tracks reports whether a parameter says nothing of which page of the host it is.
func (a *address) tracks(name string, values []string) bool {
	if tracks(name, values) {
		return true
	}
	for host, names := range noise {
		if below(a.host, []string{host}) && slices.Contains(names, strings.ToLower(name)) {
			return true
		}
	}
	return false
}

// knownHost gives a page of a site that has several hosts, or several addresses for one post, the one it has here.
func (a *address) knownHost() {
	a.host = oneHost(a.host)
	if name, found := strings.CutSuffix(a.host, ".t.me"); found && !strings.Contains(name, ".") { // a channel as a host
		a.host, a.path = "t.me", "/"+name+a.path
	}
	if a.host == "x.com" && strings.HasPrefix(a.route, "!/") {
		a.path, a.route = a.route[1:], ""
	}
	if a.host == "doi.org" {
		a.path = strings.ToLower(a.path)
	}
	a.wiki()
	query := parameters(a.query, "&;")
	for _, p := range knownPosts {
		if !p.host.MatchString(a.host) {
			continue
		}
		path := strings.TrimRight(a.path, "/")
		if p.query != "" {
			path += "/" + query.Get(p.query)
		}
		m := p.path.FindStringSubmatchIndex(path)
		if m == nil {
			continue
		}
		to := string(p.path.ExpandString(nil, p.to, path, m))
		dropped := func(name string, _ []string) bool { return !slices.Contains(postOnly[a.host], name) }
		a.query = canonicalQuery(a.query, dropped)
		a.host, a.path, _ = strings.Cut(to, "/")
		if path, own, found := strings.Cut(a.path, "?"); found {
			a.path, a.query = path, own
		}
		a.path = "/" + a.path
		return
	}
}

// wikis are the domains whose wikis have one form of address.
const wikis = `(?:wikipedia|wikinews|wiktionary|wikiquote|wikisource|wikibooks|wikivoyage|wikiversity)\.org`

var wikiHost = regexp.MustCompile(`\.` + wikis + `$`)

// wiki gives an article of a wiki the address that names it, if it is asked for as it stands: not an old version of it.
func (a *address) wiki() {
	if !wikiHost.MatchString(a.host) {
		return
	}
	query := parameters(a.query, "&")
	if title := query.Get("title"); a.path == "/w/index.php" && title != "" && len(query) == 1 {
		a.path, a.query = "/wiki/"+strings.ReplaceAll(title, "%", "%25"), ""
	}
	a.path = strings.ReplaceAll(strings.ReplaceAll(a.path, "%20", "_"), " ", "_")
}
