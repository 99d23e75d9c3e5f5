package identity_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/identity"
)

// named reads "Name = owner, owner" with ids made of the names.
func named(lines ...string) []identity.Named {
	var out []identity.Named
	for _, line := range lines {
		name, owners, _ := strings.Cut(line, " = ")
		o := identity.Named{Outlet: evidence.OutletID("outlet:" + name), Name: name}
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
func TestSuggestOwners(t *testing.T) {
	for name, tt := range map[string]struct {
		outlets []string
		want    map[string]string // outlet: pattern and owners
	}{
		"the last two words": {
			[]string{"Avon Trade Post = X", "Brent Trade Post = X", "Clun Trade Post = X", "Dart Trade Post", "Exe Post"},
			map[string]string{"Dart Trade Post": "… trade post: X"},
		},
		"the first and the last word": {
			[]string{"Upper Avon Post = X", "Upper Brent Post = X", "The Upper Clun Post = X", "The Upper Dart Post", "Lower Dart Post", "Upper Post"},
			map[string]string{"The Upper Dart Post": "upper … post: X"},
		},
		"two are too few": {[]string{"Avon Trade Post = X", "Brent Trade Post = X", "Dart Trade Post"}, nil},
		"one name thrice is one": {
			[]string{"Avon Trade Post = X", "AVON TRADE POST = X", "Avon  Trade-Post = X", "Dart Trade Post"}, nil,
		},
		"one of another owner speaks against it": {
			[]string{"Avon Trade Post = X", "Brent Trade Post = X", "Clun Trade Post = X", "Exe Trade Post = Y", "Dart Trade Post"}, nil,
		},
		"and so does one that is known by its domain alone": {
			[]string{"Avon Trade Post = X", "Brent Trade Post = X", "Clun Trade Post = X", "exetradepost.com = Y", "Dart Trade Post"}, nil,
		},
		"of several owners those that all have": {
			[]string{"Avon Trade Post = X, Y", "Brent Trade Post = Y, X", "Clun Trade Post = Y, Z", "Dart Trade Post"},
			map[string]string{"Dart Trade Post": "… trade post: Y"},
		},
		"patterns that disagree": {
			[]string{
				"Avon Trade Post = X", "Brent Trade Post = X", "Clun Trade Post = X",
				"Upper Avon Post = Y", "Upper Brent Post = Y", "Upper Clun Post = Y", "Upper Trade Post",
			}, nil,
		},
		"one word is no pattern": {[]string{"Avon Post = X", "Brent Post = X", "Clun Post = X", "Dart Post", "dartpost.com"}, nil},
		"an article is no word of a pattern": {
			[]string{"The Avon Post = X", "The Brent Post = X", "The Clun Post = X", "The Dart Post"}, nil,
		},
		"domains": {
			[]string{
				"AvonTradePost.com = X", "NWBrentTradePost.com = X", "Clun Trade Post = X",
				"darttradepost.co.uk", "dart-trade-post.com", "tradepost.com", "dartpost.com", "DartTradePost.org",
			},
			map[string]string{
				"darttradepost.co.uk": "… trade post: X", "dart-trade-post.com": "… trade post: X", "DartTradePost.org": "… trade post: X",
			},
		},
		"short beginnings say nothing of a domain": {
			[]string{"NW Avon Post = X", "NW Brent Post = X", "NW Clun Post = X", "nwsomethingpost.com", "NW Dart Post"},
			map[string]string{"NW Dart Post": "nw … post: X"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			got := map[string]string{}
			for _, s := range identity.SuggestOwners(named(tt.outlets...)) {
				var owners []string
				for _, o := range s.Owners {
					owners = append(owners, o.Key())
				}
				got[evidence.ID(s.Outlet).Key()] = s.Pattern + ": " + strings.Join(owners, ", ")
				if len(s.Alike) < identity.LeastAlike {
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

// Whatever the outlets: the order does not matter, nobody with an owner gets another, and every suggestion stands on outlets
// that have the owner.
func TestSuggestOwnersProperties(t *testing.T) {
	name := rapid.Custom(func(t *rapid.T) string {
		words := rapid.SliceOfN(rapid.SampledFrom([]string{"Upper", "NW", "Avon", "Trade", "Post", "the"}), 1, 4).Draw(t, "words")
		return strings.Join(words, rapid.SampledFrom([]string{" ", ""}).Draw(t, "between"))
	})
	rapid.Check(t, func(t *rapid.T) {
		owners := map[evidence.OutletID][]evidence.ID{}
		var outlets []identity.Named
		for i, n := range rapid.SliceOfN(name, 0, 25).Draw(t, "names") {
			o := identity.Named{Outlet: evidence.OutletID("outlet:" + string(rune('a'+i))), Name: n}
			o.Owners = rapid.SliceOfNDistinct(rapid.SampledFrom([]evidence.ID{"organization:x", "organization:y"}), 0, 2, rapid.ID).Draw(t, "owners")
			owners[o.Outlet] = o.Owners
			outlets = append(outlets, o)
		}
		got := identity.SuggestOwners(outlets)
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
		rand.New(rand.NewPCG(1, 2)).Shuffle(len(outlets), func(i, j int) { outlets[i], outlets[j] = outlets[j], outlets[i] })
		if d := cmp.Diff(got, identity.SuggestOwners(outlets)); d != "" {
			t.Fatalf("in another order (-before +after):\n%s", d)
		}
	})
}

// A hundred thousand outlets, a tenth of a known owner: a thousand owners with a pattern each, half of the outlets without.
func BenchmarkSuggestOwners(b *testing.B) {
	var outlets []identity.Named
	for i := range 100_000 {
		o := identity.Named{Outlet: evidence.OutletID(fmt.Sprintf("outlet:%d", i)), Name: fmt.Sprintf("Town%d Trade%d Post", i, i%1000)}
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
		if got := len(identity.SuggestOwners(outlets)); got != 45_000 {
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
