package report

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/internal/terminal"
)

// TestWriteMatrix prints the table of pairs, and what each two camps agree on, once.
func TestWriteMatrix(t *testing.T) {
	const left = `"camps":{"a":"left","b":"right","sharedCount":5,"dependentCount":3,"nothingSharedCount":1,"unknownCount":1}`
	pairs := json.RawMessage(`[
		{"a":{"label":"X"},"b":{"label":"Y"},"sharedCount":5,"dependentCount":3,"nothingSharedCount":1,"unknownCount":1,
		 "aFromBCount":0,"bFromACount":1,"campA":"left","campB":"right",` + left + `},
		{"a":{"label":"X"},"b":{"label":"Z"},"sharedCount":2,"dependentCount":1,"nothingSharedCount":0,"unknownCount":1,
		 "aFromBCount":0,"bFromACount":0,"campA":"left","campB":"left",
		 "camps":{"a":"left","b":"left","sharedCount":2,"dependentCount":1,"nothingSharedCount":0,"unknownCount":1}},
		{"a":{"label":"Y"},"b":{"label":"Z"},"sharedCount":0,"dependentCount":0,"nothingSharedCount":0,"unknownCount":0,
		 "aFromBCount":0,"bFromACount":0,"campA":"right","campB":"left",` + left + `}]`)
	p := &terminal.Page{}
	if err := Viewed(WriteMatrix)(p, pairs); err != nil {
		t.Fatal(err)
	}
	want := `outlets  shared  share nothing  dependent  unknown  first from second  second from first  camps
X and Y       5              1          3        1                  0                  1  left, right
X and Z       2              0          1        1                  0                  0  left, left
Y and Z       0              0          0        0                  0                  0  right, left

camps           shared  share nothing  dependent  unknown
left and right       5              1          3        1
left and left        2              0          1        1
` + "Outlets of the camps left and right support 5 claims together; " +
		"on 1 of them two of these outlets share no origin on record.\n" +
		"Different outlets of the camp left support 2 claims together; " +
		"on none of them do two of these outlets share nothing, as far as it is recorded.\n"
	if diff := cmp.Diff(want, p.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
