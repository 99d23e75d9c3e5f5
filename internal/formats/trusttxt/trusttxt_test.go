package trusttxt_test

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/formats"
	"github.com/credence-graph/credence/internal/formats/formatstest"
	"github.com/credence-graph/credence/internal/memstore"
)

func organizationJSON(domain string) string {
	return fmt.Sprintf(`{"type":"organization","id":"organization:%s","name":%q}`, domain, domain)
}

func TestTrustTxt(t *testing.T) {
	f := formatstest.Format(t, "trust.txt")
	k := formatstest.Take(t, f, "crawl/paper.example/.well-known/trust.txt", `# ours
controlledby=https://www.group.example/   # since 2020
belongto=https://association.example
member = https://small.example/
control=https://local.example
control=local.example
control=https://paper.example
social=https://social.example/paper
whatever=1
no line at all
vendor=nothing
`)
	formatstest.TakeMore(t, k, f, "group.example/trust.txt",
		"control=https://paper.example/\ncontrol=https://absent.example/\n")
	formatstest.TakeMore(t, k, f, "trust-local.example.txt", "controlledby=https://other.example\n")
	formatstest.TakeMore(t, k, f, "local.example.txt", "belongto=https://association.example\n")
	formatstest.TakeMore(t, k, f, "association.example/trust.txt", "member=https://local.example/\n")
	formatstest.TakeMore(t, k, f, "two.example/trust.txt",
		"controlledby=https://a.example\ncontrolledby=https://b.example\n")
	formatstest.TakeMore(t, k, f, "trust.txt", "control=https://a.example\n")
	owned := func(at, kind, asset, owner, quote, reciprocated string) string {
		return fmt.Sprintf(`%s {"type":"ownership","asset":"%s:%s","owner":"organization:%s",`+
			`"quotes":[{"exact":%q,"locator":%q}]%s}`, at, kind, asset, owner, quote, at, reciprocated)
	}
	formatstest.WantSaid(t, k,
		`(line 7: control names the site itself and is passed over)`,
		`line 10! : found "no line at all"; expected name=value, or # and a comment`,
		`line 11! vendor: "nothing" is not the address of a site; expected one such as https://www.paper.example/`,
		`line 2 `+formatstest.OutletJSON("paper.example"), `line 2 `+organizationJSON("group.example"),
		owned("line 2", "outlet", "paper.example", "group.example", "controlledby=group.example", ""),
		`line 2 `+organizationJSON("paper.example"), `line 2 `+organizationJSON("group.example"),
		owned("line 2", "organization", "paper.example", "group.example", "controlledby=group.example", ""),
		`line 5 `+formatstest.OutletJSON("local.example"), `line 5 `+organizationJSON("paper.example"),
		owned("line 5", "outlet", "local.example", "paper.example", "control=local.example", ""),
		`(has no place in the graph: belongto (1), member (1), social (1), whatever (1))`,
		// group.example: both say it of paper.example, and absent.example is not known.
		`line 1 `+formatstest.OutletJSON("paper.example"), `line 1 `+organizationJSON("group.example"),
		owned("line 1", "outlet", "paper.example", "group.example", "control=paper.example", `,"reciprocated":true`),
		`line 2 `+formatstest.OutletJSON("absent.example"), `line 2 `+organizationJSON("group.example"),
		owned("line 2", "outlet", "absent.example", "group.example", "control=absent.example", ""),
		` {"type":"ownership","asset":"organization:paper.example","owner":"organization:group.example",`+
			`"reciprocated":true}`,
		// trust-local.example is a domain of its own.
		`line 1 `+formatstest.OutletJSON("trust-local.example"), `line 1 `+organizationJSON("other.example"),
		owned("line 1", "outlet", "trust-local.example", "other.example", "controlledby=other.example", ""),
		// local.example says nothing of paper.example.
		` {"type":"ownership","asset":"outlet:local.example","owner":"organization:paper.example",`+
			`"reciprocated":false}`,
		`(has no place in the graph: belongto (1))`,
		`(has no place in the graph: member (1))`,
		`line 1! controlledby: is one of 2; expected at most one owner`,
		`line 2! controlledby: is one of 2; expected at most one owner`,
		`error: does not say whose trust.txt it is; expected the domain as the name of the folder or file, such as `+
			`paper.example/trust.txt`,
	)
	formatstest.WantSaid(t, formatstest.Take(t, f, "small.example/trust.txt",
		"belongto=https://paper.example\nbelongto=https://association.example\n"),
		`(belongto=association.example is one-sided: the file of association.example has no member=small.example)`,
		`(has no place in the graph: belongto (2))`)
}

// TestTrustTxt_AnyOrder: what both sides state is reciprocated, what the other file leaves out is not, and what nobody
// can know is not said, in whatever order the files come.
func TestTrustTxt_AnyOrder(t *testing.T) {
	domains := []string{"a.example", "b.example", "c.example"}
	rapid.Check(t, func(r *rapid.T) {
		files := map[string]string{}
		says := map[string]bool{} // "a controlledby b"
		for _, d := range domains {
			if rapid.IntRange(0, 3).Draw(r, "absent") == 0 {
				continue
			}
			text := "# " + d + "\n"
			for _, other := range domains {
				if other == d {
					continue
				}
				if rapid.Bool().Draw(r, "control") {
					text += "control=https://" + other + "\n"
					says[d+" control "+other] = true
				}
			}
			if owner := rapid.SampledFrom([]string{"", "a.example", "b.example", "c.example"}).Draw(r,
				"owner"); owner != "" && owner != d {
				text += "controlledby=" + owner + "\n"
				says[d+" controlledby "+owner] = true
			}
			files[d] = text
		}
		order := rapid.Permutation(domains).Draw(r, "order")
		var pairs []string
		for _, d := range order {
			if text, there := files[d]; there {
				pairs = append(pairs, d+"/trust.txt", text)
			}
		}
		summary, s := formatstest.ImportAs(t, "trust.txt", pairs...)
		if len(summary.Problems) > 0 {
			r.Fatalf("problems: %v", summary.Problems)
		}
		for _, asset := range domains {
			for _, owner := range domains {
				up, down := says[asset+" controlledby "+owner], says[owner+" control "+asset]
				got := ownershipIn(t, s, evidence.ID("outlet:"+asset), evidence.ID("organization:"+owner))
				if (got != nil) != (up || down) {
					r.Fatalf("%s and %s: ownership %+v where the files say %v and %v", asset, owner, got, up, down)
				}
				if got == nil {
					continue
				}
				_, one := files[asset]
				_, two := files[owner]
				switch {
				case !one || !two:
					if got.Reciprocated != nil {
						r.Fatalf("%s and %s: %v, which nobody can know", asset, owner, *got.Reciprocated)
					}
				case got.Reciprocated == nil || *got.Reciprocated != (up && down):
					r.Fatalf("%s and %s: reciprocated %v where the files say %v and %v", asset, owner, got.Reciprocated,
						up, down)
				}
			}
		}
	})
}

func ownershipIn(t *testing.T, s *memstore.Store, asset, owner evidence.ID) *evidence.Ownership {
	t.Helper()
	objects, err := s.Objects(t.Context(), []evidence.ID{evidence.ID(evidence.OwnershipIDOf(asset, owner, ""))},
		evidence.Moment{})
	if err != nil {
		t.Fatal(err)
	}
	o, _ := objects[0].Link.(*evidence.Ownership)
	return o
}

func TestTrustTxt_TooLong(t *testing.T) {
	k := formatstest.Take(t, formatstest.Format(t, "trust.txt"), "a.example/trust.txt",
		fmt.Sprintf("social=%01048577d\n", 0))
	formatstest.WantSaid(t, k, "error: holds more than 1 MB; expected a trust.txt, a few lines")
	var _ formats.Noter = k
}

func FuzzTrustTxt(f *testing.F) {
	formatstest.FuzzImport(f, formatstest.FormatFunc("trust.txt"),
		"# c\ncontrolledby=https://group.example/\ncontrol=https://local.example\nmember=x\n",
		"control=paper.example\nnonsense\n", "controlledby=a.example\ncontrolledby=b.example\n")
}
