package evidence_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/credence-graph/credence/internal/evidence"
)

// checkInvalid checks that an error is of code invalid, at a field.
func checkInvalid(t testing.TB, what, field string, err error) {
	t.Helper()
	var e *evidence.Error
	if !errors.As(err, &e) || e.Code != evidence.CodeInvalid {
		t.Errorf("%.80q: error %v, expected code %q", what, err, evidence.CodeInvalid)
		return
	}
	if e.Field != field || e.Message == "" {
		t.Errorf("%.80q: refused at the field %q (%s), expected %q", what, e.Field, e.Message, field)
	}
}

func TestErrorCodes(t *testing.T) {
	cause := errors.New("the cause")
	for code, sentinel := range map[evidence.Code]error{
		evidence.CodeInvalid: evidence.ErrInvalid, evidence.CodeNotFound: evidence.ErrNotFound,
		evidence.CodeConflict:    evidence.ErrConflict,
		evidence.CodeUnavailable: evidence.ErrUnavailable, evidence.CodeTimeout: evidence.ErrTimeout,
		evidence.CodeTooComplex:     evidence.ErrTooComplex,
		evidence.CodeUnknownOutcome: evidence.ErrUnknownOutcome, evidence.CodeInternal: evidence.ErrInternal,
	} {
		err := fmt.Errorf("reading: %w", &evidence.Error{Code: code, Message: "a sentence", Err: cause})
		if evidence.CodeOf(err) != code || !errors.Is(err, sentinel) || !errors.Is(err, cause) {
			t.Errorf(
				"%v: code %q, sentinel %v, cause %v", err, evidence.CodeOf(err), errors.Is(err, sentinel), errors.Is(err, cause))
		}
		if code != evidence.CodeConflict && errors.Is(err, evidence.ErrConflict) {
			t.Errorf("%v is a conflict", err)
		}
	}
	if evidence.CodeOf(nil) != "" || evidence.CodeOf(cause) != evidence.CodeInternal {
		t.Errorf("codes %q of nil and %q of a foreign error", evidence.CodeOf(nil), evidence.CodeOf(cause))
	}
}

func TestErrorText(t *testing.T) {
	for want, err := range map[string]error{
		"share: 101 is out of range":  evidence.Invalidf("share", "%d is out of range", 101),
		"no claim c1":                 evidence.NotFoundf("no claim %s", "c1"),
		"stance: both sides":          evidence.Conflictf("stance", "both %s", "sides"),
		"field: it failed: the cause": &evidence.Error{Field: "field", Message: "it failed", Err: errors.New("the cause")},
	} {
		if got := err.Error(); got != want {
			t.Errorf("%q, expected %q", got, want)
		}
	}
}
