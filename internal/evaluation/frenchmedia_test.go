package evaluation

import (
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/convergence/basis"
	"github.com/credence-graph/credence/internal/ownership"
	"github.com/credence-graph/credence/internal/ownership/ownershiptest"
)

func TestFrenchMedia(t *testing.T) {
	dir := dataOf(t, "french-media")
	r, err := FrenchMedia(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "frenchmedia", r.Text())
	for _, title := range r.Ownership.Titles() {
		for _, owner := range r.Ownership.UltimateOwners(title) {
			if s := r.Ownership.Share(owner, title); s < 0 || s > 1+1e-9 {
				t.Errorf("%s has %v of %s", owner, s, title)
			}
		}
	}
}

// The names are invented. Ann holds 60 % of One and 50 % of Two; One holds 80 % of Post and 30 % of Two; Two holds 40 %
// of Mail.
//
//	Ann in Post: .6 x .8 = .48              One controls Post, Ann controls One: Ann is the ultimate owner of Post
//	Ann in Two:  .5 + .6 x .3 = .68         more than half, though neither stake is
//	Ann in Mail: .68 x .4 = .272            One in Mail: .3 x .4 = .12
//
// Bob's control of Free states no share, so it counts as all of it; how large Cat's part of Free is nobody says.
func TestOwnershipByHand(t *testing.T) {
	o := newOwnership([]string{"Post", "Mail", "Free"}, []Stake{
		{"Ann", "One", .6, true}, {"Ann", "Two", .5, false}, {"One", "Post", .8, true}, {"One", "Two", .3, false},
		{"Two", "Mail", .4, false},
		{"Bob", "Free", math.NaN(), true}, {"Cat", "Free", math.NaN(), false},
	})
	for pair, want := range map[[2]string]float64{
		{"Ann", "Post"}: .48, {"Ann", "Two"}: .68, {"Ann", "Mail"}: .272, {"One", "Mail"}: .12, {"Bob", "Free"}: 1,
		{"Cat", "Free"}: 0, {"Ann", "Nobody's"}: 0,
	} {
		if got := o.Share(pair[0], pair[1]); math.Abs(got-want) > 1e-12 {
			t.Errorf("%s has %v of %s; want %v", pair[0], got, pair[1], want)
		}
	}
	for asset, want := range map[string][]string{
		"Post": {"Ann"}, "Two": {"Ann"}, "Mail": {}, "Free": {"Bob"}, "Nobody's": nil,
	} {
		if got := o.UltimateOwners(asset); !slices.Equal(got, want) {
			t.Errorf("%s is owned by %v; want %v", asset, got, want)
		}
	}
	common := o.CommonOwners("Post", "Mail")
	if len(common) != 2 || common[0].Owner != "Ann" || common[0].Controls || common[1].Owner != "One" {
		t.Errorf("Post and Mail have in common %+v; want Ann and One, who do not control both", common)
	}
	if got := o.CommonOwners("Post", "Free"); got != nil {
		t.Errorf("Post and Free have nobody in common, not %+v", got)
	}
}

// TestOwnershipCases applies the evaluation to the ownership graphs that are worked out by hand.
func TestOwnershipCases(t *testing.T) {
	for _, c := range ownershiptest.Cases() {
		t.Run(c.Name, func(t *testing.T) {
			asset := string(ownershiptest.Asset)
			confident := basis.Policy{MinConfidence: c.MinConfidence}.Confident
			o := ownershipOf([]string{asset}, c.Ownerships, c.Samenesses,
				ownership.Rule{Above: ownership.Control, Confident: confident, At: c.At})
			var want []string
			for _, w := range c.Want {
				want = append(want, string(w.ID))
				if share := o.Share(string(w.ID), asset); w.Share != ownershiptest.Unstated &&
					math.Abs(share-w.Share/100) > 1e-9 {
					t.Errorf("%s has %v; want %v", w.ID, share, w.Share/100)
				}
			}
			if got := o.UltimateOwners(asset); !slices.Equal(got, want) {
				t.Errorf("ultimate owners %v; want %v", got, want)
			}
		})
	}
}

func TestFrenchMediaOnAFewLines(t *testing.T) {
	dir := t.TempDir()
	head := "id\torigine\tqualificatif\tvaleur\tcible\n"
	write(t, dir, "medias.tsv", "Nom\tType\nPost\tPresse\nMail\tPresse\nNews\tSite\n")
	write(t, dir, "organisation-media.tsv",
		head+"1\tOne\tégal à\t100.00%\tPost\n2\tOne\tsupérieur à\t50.00%\tMail\n3\tTwo\tinférieur à\t50.00%\tNews")
	write(t, dir, "organisation-organisation.tsv", head+"1\tOne\tégal à\t10.00%\tTwo\t\n")
	write(t, dir, "personne-media.tsv", head)
	write(t, dir, "personne-organisation.tsv",
		head+"1\tAnn\tcontrôle\t\tOne\t\n2\tAnn\tcontrôle\t\tOne\t\n3\tBob\tparticipe\t\tTwo\t\n")
	r, err := FrenchMedia(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	// Ann controls Post and Mail. One has a part in News too, so that all three pairs have One in common.
	if r.Titles != 3 || r.Stakes != 6 || r.Unstated != 2 || r.Controlled != 2 || r.UltimateOwners != 1 ||
		r.Pairs != 3 || r.ControlledTogether != 1 || r.Common != 3 {
		t.Errorf("counts %+v", r)
	}
	if len(r.Holdings) != 1 || r.Holdings[0] != (Holding{"Ann", 2}) {
		t.Errorf("holdings %+v", r.Holdings)
	}
	write(t, dir, "personne-media.tsv", head+"7\tAnn\tenviron\t5%\tPost\n")
	if _, err := FrenchMedia(t.Context(), dir); err == nil ||
		!strings.Contains(err.Error(),
			`personne-media.tsv, id 7: the stake of "Ann" in "Post" is qualified by "environ"`) {
		t.Errorf("an unknown qualification: %v", err)
	}
	write(t, dir, "personne-media.tsv", head+"7\tAnn\tégal à\t500%\tPost\n")
	if _, err := FrenchMedia(t.Context(), dir); err == nil || !strings.Contains(err.Error(), `the share "500%"`) {
		t.Errorf("a share of 500 %%: %v", err)
	}
	write(t, dir, "personne-media.tsv", "7\tAnn\tégal à\t5%\tPost\n")
	if _, err := FrenchMedia(t.Context(), dir); err == nil ||
		!strings.Contains(err.Error(), "does not name the columns") {
		t.Errorf("no header: %v", err)
	}
	if _, err := FrenchMedia(t.Context(), filepath.Join(dir, "absent")); err == nil ||
		!strings.Contains(err.Error(), "absent") {
		t.Errorf("no folder: %v", err)
	}
}
