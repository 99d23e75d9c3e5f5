package scalar_test

import (
	"bytes"
	"encoding/json"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/99designs/gqlgen/graphql"
	"github.com/google/go-cmp/cmp"

	"github.com/credence-graph/credence/graph/scalar"
	"github.com/credence-graph/credence/internal/evidence"
)

func written(m graphql.Marshaler) string {
	var b bytes.Buffer
	m.MarshalGQL(&b)
	return b.String()
}

func TestMarshal(t *testing.T) {
	moment := time.Date(2024, 10, 5, 14, 0, 0, 500, time.FixedZone("", 2*3600))
	for name, test := range map[string]struct {
		got  graphql.Marshaler
		want string
	}{
		"text":            {scalar.MarshalString(`a "b"`), `"a \"b\""`},
		"no text":         {scalar.MarshalString(""), "null"},
		"id":              {scalar.MarshalClaimID("claim:c1"), `"claim:c1"`},
		"no id":           {scalar.MarshalOutletID(""), "null"},
		"number":          {scalar.MarshalInt(-3), "-3"},
		"too large":       {scalar.MarshalInt(math.MaxInt32 + 1), "2147483647"},
		"too small":       {scalar.MarshalInt(math.MinInt32 - 1), "-2147483648"},
		"month":           {scalar.MarshalDate("2024-10"), `"2024-10"`},
		"no date":         {scalar.MarshalDate(""), "null"},
		"instant in UTC":  {scalar.MarshalDateTime(moment), `"2024-10-05T12:00:00.0000005Z"`},
		"no instant":      {scalar.MarshalDateTime(time.Time{}), "null"},
		"address":         {scalar.MarshalURL("https://a.example/ü"), `"https://a.example/ü"`},
		"no address":      {scalar.MarshalURL(""), "null"},
		"id of any kind":  {scalar.MarshalID("source:s1"), `"source:s1"`},
		"text in Unicode": {scalar.MarshalString("Київ\u2028"), "\"Київ\u2028\""},
	} {
		if got := written(test.got); got != test.want {
			t.Errorf("%s: %s, want %s", name, got, test.want)
		}
	}
}

func TestUnmarshal(t *testing.T) {
	whole := func(v any) (any, error) { i, err := scalar.UnmarshalInt(v); return i, err }
	text := func(v any) (any, error) { s, err := scalar.UnmarshalString(v); return s, err }
	id := func(v any) (any, error) { s, err := scalar.UnmarshalID(v); return s, err }
	claim := func(v any) (any, error) { s, err := scalar.UnmarshalClaimID(v); return s, err }
	date := func(v any) (any, error) { d, err := scalar.UnmarshalDate(v); return d, err }
	instant := func(v any) (any, error) { i, err := scalar.UnmarshalDateTime(v); return i, err }
	address := func(v any) (any, error) { u, err := scalar.UnmarshalURL(v); return u, err }
	for name, test := range map[string]struct {
		read func(any) (any, error)
		from any
		want any // nil = refused
	}{
		"number":                  {whole, int64(7), 7},
		"number of JSON":          {whole, json.Number("-7"), -7},
		"number of 33 bits":       {whole, int64(math.MaxInt32) + 1, nil},
		"number of 33 bits, JSON": {whole, json.Number("-2147483649"), nil},
		"fraction":                {whole, json.Number("1.5"), nil},
		"number in quotes":        {whole, "7", nil},
		"text":                    {text, "x", "x"},
		"number for a text":       {text, 7, nil},
		"id":                      {id, "claim:c1", evidence.ID("claim:c1")},
		"bare number for an id":   {id, int64(7), evidence.ID("7")},
		"bare number of JSON":     {id, json.Number("7"), evidence.ID("7")},
		"fraction for an id":      {id, json.Number("7.5"), nil},
		"truth for an id":         {id, true, nil},
		"typed id":                {claim, "c1", evidence.ClaimID("c1")},
		"year":                    {date, "2024", evidence.Date("2024")},
		"no day of that month":    {date, "2024-02-30", nil},
		"number for a date":       {date, 2024, nil},
		"null for a date":         {date, nil, evidence.Date("")},
		"instant": {instant, "2024-10-05T14:00:00+02:00",
			time.Date(2024, 10, 5, 12, 0, 0, 0, time.UTC)},
		"instant without a zone":     {instant, "2024-10-05T14:00:00", nil},
		"day for an instant":         {instant, "2024-10-05", nil},
		"number for an instant":      {instant, 5, nil},
		"the zero time":              {instant, "0001-01-01T00:00:00Z", nil},
		"the zero time elsewhere":    {instant, "0001-01-01T02:00:00+02:00", nil},
		"the year 1":                 {instant, "0001-01-01T00:00:00.000000001Z", time.Time{}.Add(1)},
		"null for an instant":        {instant, nil, time.Time{}},
		"address":                    {address, "http://a.example", "http://a.example"},
		"address of another scheme":  {address, "javascript:alert(1)", nil},
		"address without a host":     {address, "https:///x", nil},
		"number for an address":      {address, 5, nil},
		"null for an address":        {address, nil, ""},
		"a long value is not echoed": {date, strings.Repeat("9", 1000), nil},
	} {
		got, err := test.read(test.from)
		if test.want == nil {
			if evidence.CodeOf(err) != evidence.CodeInvalid || len(err.Error()) > 250 {
				t.Errorf("%s: %v, %v; want a short error of code invalid", name, got, err)
			}
			continue
		}
		if diff := cmp.Diff(test.want, got); diff != "" || err != nil {
			t.Errorf("%s: %v (-want +got):\n%s", name, err, diff)
		}
	}
}

// TestTypedIDs asserts that every typed id is written and read as itself.
func TestTypedIDs(t *testing.T) {
	check := func(m graphql.Marshaler, read any, err error) {
		t.Helper()
		if got := written(m); got != `"x:1"` || err != nil {
			t.Errorf("%T: written as %s, read with %v", read, got, err)
		}
	}
	source, err := scalar.UnmarshalSourceID("x:1")
	check(scalar.MarshalSourceID(source), source, err)
	outlet, err := scalar.UnmarshalOutletID("x:1")
	check(scalar.MarshalOutletID(outlet), outlet, err)
	organization, err := scalar.UnmarshalOrganizationID("x:1")
	check(scalar.MarshalOrganizationID(organization), organization, err)
	person, err := scalar.UnmarshalPersonID("x:1")
	check(scalar.MarshalPersonID(person), person, err)
	review, err := scalar.UnmarshalReviewID("x:1")
	check(scalar.MarshalReviewID(review), review, err)
	statement, err := scalar.UnmarshalStatementID("x:1")
	check(scalar.MarshalStatementID(statement), statement, err)
	derivation, err := scalar.UnmarshalDerivationID("x:1")
	check(scalar.MarshalDerivationID(derivation), derivation, err)
	corroboration, err := scalar.UnmarshalCorroborationID("x:1")
	check(scalar.MarshalCorroborationID(corroboration), corroboration, err)
	ownership, err := scalar.UnmarshalOwnershipID("x:1")
	check(scalar.MarshalOwnershipID(ownership), ownership, err)
	funding, err := scalar.UnmarshalFundingID("x:1")
	check(scalar.MarshalFundingID(funding), funding, err)
	sameness, err := scalar.UnmarshalSamenessID("x:1")
	check(scalar.MarshalSamenessID(sameness), sameness, err)
	relation, err := scalar.UnmarshalRelationID("x:1")
	check(scalar.MarshalRelationID(relation), relation, err)
	interest, err := scalar.UnmarshalInterestID("x:1")
	check(scalar.MarshalInterestID(interest), interest, err)
	leaning, err := scalar.UnmarshalLeaningID("x:1")
	check(scalar.MarshalLeaningID(leaning), leaning, err)
}

func FuzzUnmarshal(f *testing.F) {
	for _, seed := range []string{"claim:c1", "", "2024-10", "2024-10-05T14:00:00+02:00", "https://a.example",
		"\x00\xff"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if d, err := scalar.UnmarshalDate(text); err == nil && !d.Known() {
			t.Errorf("%q is read as a date, which it is not", text)
		}
		if at, err := scalar.UnmarshalDateTime(text); err == nil {
			again, err := scalar.UnmarshalDateTime(strings.Trim(written(scalar.MarshalDateTime(at)), `"`))
			if err != nil || !again.Equal(at) {
				t.Errorf("%q does not come back: %v, %v", text, again, err)
			}
		}
		for _, m := range []graphql.Marshaler{scalar.MarshalString(text), scalar.MarshalURL(text),
			scalar.MarshalID(evidence.ID(text))} {
			if out := written(m); !json.Valid([]byte(out)) {
				t.Errorf("%q is written as %s, which is no JSON", text, out)
			}
		}
	})
}
