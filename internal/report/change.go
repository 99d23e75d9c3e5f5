package report

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"github.com/credence-graph/credence/internal/evidence"
	"github.com/credence-graph/credence/internal/wording"
)

// ChangesView is what the text shows of a RecordChangeConnection.
type ChangesView struct {
	Edges []struct {
		Cursor string
		Node   changeView
	}
	PageInfo struct {
		HasNextPage bool
		EndCursor   string
	}
}

// changeView is what the text shows of a RecordChange.
type changeView struct {
	At            time.Time
	By, Why, Kind string
	Subject       evidence.ID
	Fields        []struct{ Name, Before, After string }
	Before, After *recordView
}

// recordView is what a sentence about a record needs of it.
type recordView struct {
	Label                                                    string
	Source, Claim, From, To, Owner, Asset, Funder, Recipient ThingView
	A, B, Part, Whole                                        ThingView
	Stance, Kind, Relation                                   string
	Claims, Sources                                          []ThingView
	SharePercent                                             *float64
	viewOfInterest
}

// goesWith reports whether another change shares an entry with this one: recorded or retracted by the same person
// in the same minute for the same reason. What was given other values is listed one by one.
func (c changeView) goesWith(d changeView) bool {
	return c.Kind == d.Kind && c.Kind != string(evidence.WasChanged) && c.By == d.By && c.Why == d.Why &&
		c.At.Truncate(time.Minute).Equal(d.At.Truncate(time.Minute))
}

// sentence says in a sentence who did what to which record, and why.
func (c changeView) sentence() string {
	record := c.After
	if record == nil {
		record = c.Before
	}
	about := string(c.Subject)
	if record != nil {
		about = record.about(c.Subject)
		if c.Kind == string(evidence.WasChanged) && c.Subject.Kind().IsLink() {
			about = "the record " + about
		}
		about += " (" + string(c.Subject) + ")"
	}
	text := who(c.By) + " " + c.verb() + " " + about
	var fields []string
	for _, f := range c.Fields {
		if f.Name == "justification" && f.After == c.Why {
			continue // it is given as the reason
		}
		fields = append(fields, fieldChange(f.Name, f.Before, f.After))
	}
	if len(fields) > 0 {
		text += ": " + strings.Join(fields, "; ")
	}
	return text + because(c.Why)
}

func (c changeView) verb() string { return strings.ToLower(c.Kind) }

func who(by string) string {
	if by == "" {
		return "somebody"
	}
	return by
}

// because ends a sentence with the reason, or with the file that an import names as such.
func because(why string) string {
	switch {
	case why == "":
		return "."
	case strings.HasPrefix(why, "from "):
		return ", " + why + "."
	}
	return ". Reason: " + strings.TrimRight(why, ".") + "."
}

// kindWord returns what to call records of the kind of an id.
func kindWord(id evidence.ID) string {
	switch kind := id.Kind(); kind {
	case evidence.KindSameness:
		return "sameness"
	case evidence.KindReview:
		return "fact check"
	default:
		return string(kind)
	}
}

// about says what a record is or asserts.
func (r *recordView) about(id evidence.ID) string {
	name := ThingView.whole
	names := func(list []ThingView) string {
		all := make([]string, len(list))
		for i, t := range list {
			all[i] = name(t)
		}
		return wording.JoinMost(all, mostMembers, "and")
	}
	switch id.Kind() {
	case evidence.KindStatement:
		return "that " + name(r.Source) + " " + strings.ToLower(r.Stance) + " " + name(r.Claim)
	case evidence.KindDerivation:
		text := "that " + name(r.From) + " " + takesWord(r.Kind) + " " + name(r.To)
		if len(r.Claims) > 0 {
			text += ", for " + names(r.Claims) + " only"
		}
		return text
	case evidence.KindCorroboration:
		return "that " + names(r.Sources) + " support " + name(r.Claim) + " independently"
	case evidence.KindOwnership:
		share := ""
		if r.SharePercent != nil {
			share = fmt.Sprintf("%g percent of ", *r.SharePercent)
		}
		return "that " + name(r.Owner) + " owns " + share + name(r.Asset)
	case evidence.KindFunding:
		return "that " + name(r.Funder) + " funds " + name(r.Recipient)
	case evidence.KindSameness:
		return "that " + name(r.A) + " and " + name(r.B) + " are one"
	case evidence.KindRelation:
		if r.Relation == string(evidence.PartOf) {
			return "that " + name(r.Part) + " is a part of " + name(r.Whole)
		}
		return "that " + name(r.Part) + " contradicts " + name(r.Whole)
	case evidence.KindInterest:
		return "that " + r.interest(name)
	case evidence.KindLeaning:
		return "that " + r.leaning(name)
	case evidence.KindConfirmation:
		return "that the basis of " + name(r.Source) + " is recorded correctly"
	}
	return "the " + kindWord(id) + " " + ThingView{ID: id, Label: r.Label}.whole()
}

// takesWord is the verb of a kind of derivation.
func takesWord(kind string) string {
	if evidence.DerivationKind(kind) == evidence.DerivedFrom {
		return "takes from"
	}
	return strings.ToLower(kind)
}

// fieldChange says how one field changed.
func fieldChange(name, before, after string) string {
	word := evidence.FieldWords(name)
	switch {
	case before == "":
		return word + " set to " + valueWord(name, after)
	case after == "":
		return word + " removed, which was " + valueWord(name, before)
	}
	return word + " changed from " + valueWord(name, before) + " to " + valueWord(name, after)
}

// clockTime matches a time of day in a date.
var clockTime = regexp.MustCompile(`^(\d{4}-\d\d-\d\d)T(\d)`) //nolint:gochecknoglobals // compiled once

// valueWord writes the value of a field: names of kinds in small letters, texts in quotes, all else as it is.
func valueWord(field, value string) string {
	switch field {
	case "kind", "identity", "status", "verdict":
		return strings.ToLower(strings.ReplaceAll(value, "_", " "))
	}
	switch field {
	case "text", "title", "name", "item", "value", "claimant", "alternateName", "justification", "recordedFrom", "quotes":
		return Quoted(value)
	}
	if strings.Contains(value, " ") {
		return Quoted(value)
	}
	return clockTime.ReplaceAllString(value, "$1 $2")
}
