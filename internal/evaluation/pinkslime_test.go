package evaluation

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/credence-graph/credence/internal/coowned"
	"github.com/credence-graph/credence/internal/evidence"
)

func TestPinkSlime(t *testing.T) {
	dir := dataOf(t, "pink-slime")
	outsiders, err := Outsiders(t.Context(), filepath.Dir(dir))
	if err != nil {
		t.Fatal(err)
	}
	r, err := PinkSlime(t.Context(), dir, outsiders)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "pinkslime", r.Text())
}

// A hundred outlets of one network are called "… Trade Post"; one more is in two lists; each other list has one. The
// names are invented.
//
//	pairs: 105 x 104 / 2 = 5460, of one network 101 x 100 / 2 + 1 = 5051: the 101 of
//	metric_media, and the one of the_record
//	with the one in both lists
func TestPinkSlimeOnAFewLines(t *testing.T) {
	root := t.TempDir()
	dir := filepath.Join(root, "results", "media_network_lists")
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	var lines []string
	for i := range 100 {
		lines = append(lines, fmt.Sprintf("  Town%d  Trade Post ", i))
	}
	lists := map[string]string{
		"metric_media": "\nSupport\nLog in\n" + strings.Join(lines, "\n") + "\nMirror\nnews@example.org\n",
		"the_record":   "Mirror\nLantern", "lgis": "Candle.com\n", "franklin_archer": "Torch\n",
		"metro_business": "Beacon\n",
	}
	for name, text := range lists {
		write(t, dir, name+".txt", text)
	}
	r, err := PinkSlime(t.Context(), root, nil)
	if err != nil {
		t.Fatal(err)
	}
	if r.Outlets != 105 || r.InSeveral != 1 || r.Pairs != 5460 || r.Dependent != 5051 || r.SharedDomains != 0 ||
		r.Outsiders != 0 {
		t.Errorf("counts %+v", r)
	}
	// 11 of the 105 are known, of which 7 at least are called so: each other one is found, whichever they are
	for _, s := range []PinkSlimeSuggestions{r.Unopposed, r.Ranked} {
		if s.Unknown != 94 || s.Right < 94-5 || s.WrongNetwork+s.WrongOutsiders != 0 {
			t.Errorf("suggestions %+v", s)
		}
	}
	// each outlet is in nine of the ten parts that are not recorded
	if s := r.EachTenth[0]; s.Unknown != 9*105 || s.Right != 9*100 {
		t.Errorf("suggestions of all tenths %+v; want 900 of 945", s)
	}
	none, all := r.Stages[0], r.Stages[3]
	if none.Found != 0 || math.Abs(none.Presumed-105) > 1e-3 || all.Found != 5051 || all.Wrong != 0 {
		t.Errorf("no owner: %+v; all owners: %+v", none, all)
	}
	if s := r.Stages[2]; s.Found < 94*93/2 || s.Wrong != 0 {
		t.Errorf("with what two words suggest: %+v", s)
	}
	// one outside of the networks that is called so, and is known to be its own: it speaks against all, which are
	// listed after all
	own := []evidence.ID{"organization:dart"}
	r, err = PinkSlime(t.Context(), root,
		[]coowned.Named{{Outlet: "outlet:dart trade post", Name: "Dart Trade Post", Owners: own}})
	if err != nil {
		t.Fatal(err)
	}
	if s := r.Unopposed; s.Right != 0 || s.WrongOutsiders != 0 {
		t.Errorf("unopposed against a known outlet of another owner: %+v", s)
	}
	if s := r.Ranked; s.Right < 94-5 || s.WrongOutsiders != 0 {
		t.Errorf("ranked against a known outlet of another owner: %+v", s)
	}
	// in nine of ten its owner is not known, and it is taken for one of the network
	if s := r.EachTenth[0]; s.Right >= 900 || s.WrongOutsiders != 9 || s.UnknownOutsiders != 9 {
		t.Errorf("suggestions of all tenths %+v", s)
	}
}

func TestPinkSlimeSaysWhatIsWrong(t *testing.T) {
	absent := filepath.Join(t.TempDir(), "absent")
	if _, err := PinkSlime(t.Context(), absent, nil); err == nil || !strings.Contains(err.Error(), absent) {
		t.Errorf("no folder: %v", err)
	}
	if _, err := Outsiders(t.Context(), absent); err == nil || !strings.Contains(err.Error(), absent) {
		t.Errorf("no folder of outsiders: %v", err)
	}
}
