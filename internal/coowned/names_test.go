package coowned_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/coowned"
	"github.com/credence-graph/credence/internal/evidence"
)

// named reads "Name = owner, owner" with ids made of the names.
func named(lines ...string) []coowned.Named {
	var out []coowned.Named
	for _, line := range lines {
		name, owners, _ := strings.Cut(line, " = ")
		o := coowned.Named{Outlet: evidence.OutletID("outlet:" + name), Name: name}
		if strings.ToLower(name) == name && strings.Contains(name, ".") {
			o.Domains = []string{name}
		}
		for _, owner := range strings.Fields(strings.ReplaceAll(owners, ",", " ")) {
			o.Owners = append(o.Owners, evidence.ID("organization:"+owner))
		}
		out = append(out, o)
	}
	return out
}

// The names are invented.
func TestSuggest(t *testing.T) {
	for name, tt := range map[string]struct {
		outlets []string
		want    map[string]string // outlet: pattern, owners and score; a * for each known outlet that speaks against it
	}{
		"the last two words": {
			[]string{"Avon Trade Post = X", "Brent Trade Post = X", "Clun Trade Post = X", "Dart Trade Post",
				"Exe Post"},
			map[string]string{"Dart Trade Post": "… trade post: X .60", "Exe Post": "… post: X .60"},
		},
		"the first and the last word": {
			[]string{"Upper Avon Post = X", "Upper Brent Post = X", "The Upper Clun Post = X", "The Upper Dart Post",
				"Lower Dart Post", "Upper Post"},
			map[string]string{
				"The Upper Dart Post": "upper … post: X .60", "Lower Dart Post": "… post: X .60",
				"Upper Post": "… post: X .60",
			},
		},
		"two are too few": {[]string{"Avon Trade Post = X", "Brent Trade Post = X", "Dart Trade Post"}, nil},
		"one name thrice is one": {
			[]string{"Avon Trade Post = X", "AVON TRADE POST = X", "Avon  Trade-Post = X", "Dart Trade Post"}, nil,
		},
		"one of another owner speaks against it": {
			[]string{"Avon Trade Post = X", "Brent Trade Post = X", "Clun Trade Post = X", "Exe Trade Post = Y",
				"Dart Trade Post"},
			map[string]string{"Dart Trade Post": "… trade post: X .50*"},
		},
		"and so does one that is known by its domain alone": {
			[]string{"Avon Trade Post = X", "Brent Trade Post = X", "Clun Trade Post = X", "exetradepost.com = Y",
				"Dart Trade Post"},
			map[string]string{"Dart Trade Post": "… trade post: X .50*"},
		},
		"as many of others": {
			[]string{
				"Avon Trade Post = X", "Brent Trade Post = X", "Clun Trade Post = X",
				"Exe Trade Post = Y", "Fal Trade Post = Z", "Looe Trade Post = Y", "Dart Trade Post",
			}, nil,
		},
		"one of two owners, nobody knows which": {
			[]string{
				"Avon Trade Post = X, Y", "Brent Trade Post = X, Y", "Clun Trade Post = X", "Exe Trade Post = Y",
				"Dart Trade Post",
			}, nil,
		},
		"of several owners those that all have": {
			[]string{"Avon Trade Post = X, Y", "Brent Trade Post = Y, X", "Clun Trade Post = Y, Z", "Dart Trade Post"},
			map[string]string{"Dart Trade Post": "… trade post: Y .60"},
		},
		"patterns that disagree": {
			[]string{
				"Avon Trade Post = X", "Brent Trade Post = X", "Clun Trade Post = X",
				"Upper Avon Post = Y", "Upper Brent Post = Y", "Upper Clun Post = Y", "Upper Trade Post",
			}, nil,
		},
		"the last word alone": {
			[]string{"Avon Post = X", "Brent Post = X", "Clun Post = X", "Dart Post", "dartpost.com", "Post"},
			map[string]string{"Dart Post": "… post: X .60", "dartpost.com": "… post: X .60"},
		},
		"a short word says nothing of a domain": {
			[]string{"Avon Sun = X", "Brent Sun = X", "Clun Sun = X", "Dart Sun", "dartsun.com"},
			map[string]string{"Dart Sun": "… sun: X .60"},
		},
		"an article is no word of a pattern": {
			[]string{"The Avon Post = X", "The Brent Post = X", "The Clun Post = X", "The Dart Post"},
			map[string]string{"The Dart Post": "… post: X .60"},
		},
		"domains": {
			[]string{
				"AvonTradePost.com = X", "NWBrentTradePost.com = X", "Clun Trade Post = X",
				"darttradepost.co.uk", "dart-trade-post.com", "tradepost.com", "dartpost.com", "DartTradePost.org",
			},
			map[string]string{
				"darttradepost.co.uk": "… trade post: X .60", "dart-trade-post.com": "… trade post: X .60",
				"DartTradePost.org": "… trade post: X .60",
				"tradepost.com":     "… post: X .60", "dartpost.com": "… post: X .60",
			},
		},
		"short beginnings say nothing of a domain": {
			[]string{"NW Avon Post = X", "NW Brent Post = X", "NW Clun Post = X", "nwsomethingpost.com",
				"NW Dart Post"},
			map[string]string{"NW Dart Post": "nw … post: X .60", "nwsomethingpost.com": "… post: X .60"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := map[string]string{}
			for _, s := range coowned.Suggest(named(tt.outlets...)) {
				var owners []string
				for _, o := range s.Owners {
					owners = append(owners, o.Key())
				}
				got[evidence.ID(s.Outlet).Key()] = s.Pattern + ": " + strings.Join(owners, ", ") +
					strings.Replace(fmt.Sprintf(" %.2f", s.Score), "0.", ".", 1) + strings.Repeat("*", len(s.Against))
				if len(s.Alike) < coowned.LeastAlike {
					t.Errorf("%s is like %v only", s.Outlet, s.Alike)
				}
			}
			want := tt.want
			if want == nil {
				want = map[string]string{}
			}
			if d := cmp.Diff(want, got); d != "" {
				t.Errorf("(-want +got):\n%s", d)
			}
		})
	}
}

// Two words go before one, whatever the score: "… trade post" has 3 of 3 names, which makes 3/5, and "… post" 9 of 9,
// which makes 9/11. Of as many words the larger score comes first: of "… mill news" one of four is another's, 3/6.
func TestSuggest_Ranked(t *testing.T) {
	var lines []string
	for _, name := range []string{"Avon", "Brent", "Clun"} {
		lines = append(lines, name+" Trade Post = X", "Upper "+name+" Post = X", name+" Post = X",
			name+" Mill News = Z")
	}
	lines = append(lines, "Dart Post", "Dart Trade Post", "Dart Mill News", "Exe Mill News = Y")
	var got []string
	for _, s := range coowned.Suggest(named(lines...)) {
		got = append(got, fmt.Sprintf("%s %s %.4f %t", s.Outlet, s.Pattern, s.Score, s.Unopposed()))
	}
	want := []string{
		"outlet:Dart Trade Post … trade post 0.6000 true",
		"outlet:Dart Mill News … mill news 0.5000 false",
		"outlet:Dart Post … post 0.8182 false",
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
}

// Whatever the outlets: the order does not matter, nobody with an owner gets another, and every suggestion stands on
// outlets that have the owner.
func TestSuggestProperties(t *testing.T) {
	name := rapid.Custom(func(t *rapid.T) string {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"Upper", "NW", "Avon", "Trade", "Post", "the"}), 1,
			4).Draw(t, "words")
		return strings.Join(words, rapid.SampledFrom([]string{" ", ""}).Draw(t, "between"))
	})
	rapid.Check(t, func(t *rapid.T) {
		owners := map[evidence.OutletID][]evidence.ID{}
		var outlets []coowned.Named
		for i, n := range rapid.SliceOfN(name, 0, 25).Draw(t, "names") {
			o := coowned.Named{Outlet: evidence.OutletID("outlet:" + string(rune('a'+i))), Name: n}
			o.Owners = rapid.SliceOfNDistinct(rapid.SampledFrom([]evidence.ID{"organization:x", "organization:y"}), 0,
				2, rapid.ID).Draw(t, "owners")
			owners[o.Outlet] = o.Owners
			outlets = append(outlets, o)
		}
		got := coowned.Suggest(outlets)
		for _, s := range got {
			if len(owners[s.Outlet]) > 0 {
				t.Fatalf("%s has an owner, and is given %v", s.Outlet, s.Owners)
			}
			for _, like := range s.Alike {
				for _, owner := range s.Owners {
					if !contains(owners[like], owner) {
						t.Fatalf("%s is to have %s as %s has, which it does not", s.Outlet, owner, like)
					}
				}
			}
		}
		rand.New(rand.NewPCG(1, 2)).Shuffle(len(outlets),
			func(i, j int) { outlets[i], outlets[j] = outlets[j], outlets[i] })
		if d := cmp.Diff(got, coowned.Suggest(outlets)); d != "" {
			t.Fatalf("in another order (-before +after):\n%s", d)
		}
	})
}

// A hundred thousand outlets, a tenth of a known owner: a thousand owners with a pattern each, half of the outlets
// without.
func BenchmarkSuggest(b *testing.B) {
	var outlets []coowned.Named
	for i := range 100_000 {
		o := coowned.Named{Outlet: evidence.OutletID(fmt.Sprintf("outlet:%d", i)),
			Name: fmt.Sprintf("Town%d Trade%d Post", i, i%1000)}
		if i%2 == 1 {
			o.Name = fmt.Sprintf("town%dherald.example", i)
			o.Domains = []string{o.Name}
		}
		if i/1000%10 == 0 {
			o.Owners = []evidence.ID{evidence.ID(fmt.Sprintf("organization:%d", i%1000))}
		}
		outlets = append(outlets, o)
	}
	for b.Loop() {
		if got := len(coowned.Suggest(outlets)); got != 45_000 {
			b.Fatalf("%d suggestions; want one for each of the 45,000 that follow a pattern and have no owner", got)
		}
	}
}

func contains(list []evidence.ID, id evidence.ID) bool {
	for _, x := range list {
		if x == id {
			return true
		}
	}
	return false
}
