package formats

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/credence-graph/credence/internal/evidence"
)

// bods reads statements of the Beneficial Ownership Data Standard 0.4: a list of them or one a line.
//
//	entity: recordDetails.name, jurisdiction.code, entityType.type   organization: name, country, kind
//	person: recordDetails.names                                      person: name, the legal one first; a person without a
//	                                                                 name is called "a person who is not named"
//	relationship: subject, interestedParty                           ownership: asset, owner
//	interests: share.exact, else minimum                             share; of a range the lower end, which is certain, and
//	                                                                 the range as justification
//	interests: startDate, endDate                                    validFrom, validTo
//	recordStatus closed, without an endDate                          validTo: the date of the statement
//	interests: type, directOrIndirect, details                       justification, in words
//	source.url, else description                                     recordedFrom
//
// The recordId is the key (the statementId where there is none): statements about one record are one thing, the later over
// the earlier. Interests of one relationship with one startDate are one ownership: the share is that of the shareholding,
// else of the voting rights, else of the first that has one.
//
// Lost: interests that are no ownership or control (seats on a board, nominees), told in one note, as are relationships
// whose owner is not known; annotations, identifiers, addresses, further names. An endDate is the last day in some data and
// the first day after it in other; it is taken as it is.
func bods() Format {
	return Format{Name: "bods", About: "who owns what, in Beneficial Ownership Data Standard 0.4", Recognise: recogniseBODS, Read: readBODS}
}

func recogniseBODS(_ string, head []byte) bool {
	head = bytes.TrimLeft(bytes.TrimPrefix(head, []byte("\xef\xbb\xbf")), " \t\r\n")
	return len(head) > 0 && (head[0] == '{' || head[0] == '[') && bytes.Contains(head, []byte(`"recordType"`)) &&
		(bytes.Contains(head, []byte(`"recordDetails"`)) || bytes.Contains(head, []byte(`"statementId"`)))
}

// noOwnership are the types of interests that give neither ownership nor control.
var noOwnership = []string{"boardMember", "boardChair", "seniorManagingOfficial", "nominee", "nominator"}

func readBODS(ctx context.Context, doc Document, out Lines) error {
	b := bodsReader{out: out, lost: counted{}}
	err := jsonItems(ctx, doc, out, func(at string, item map[string]any) error {
		id := cmp.Or(jsonText(item["recordId"]), jsonText(item["statementId"]))
		if id != "" {
			at += " " + id
		}
		details, ok := item["recordDetails"].(map[string]any)
		switch {
		case id == "":
			return out.Reject(at, "recordId", "missing; expected the id of the record")
		case !ok:
			return out.Reject(at, "recordDetails", "missing; expected an object")
		}
		switch kind := jsonText(item["recordType"]); kind {
		case "entity":
			return b.entity(at, id, details)
		case "person":
			return out.Write(at, Line{"type": "person", "id": "person:" + id, "name": bodsName(details)})
		case "relationship":
			return b.relationship(at, item, details)
		default:
			return out.Reject(at, "recordType", fmt.Sprintf("found %.40q; expected person, entity or relationship (version 0.4)", kind))
		}
	})
	b.lost.tell(out)
	return err
}

type bodsReader struct {
	out  Lines
	lost counted
}

func (b *bodsReader) entity(at, id string, details map[string]any) error {
	line := Line{"type": "organization", "id": "organization:" + id, "name": cmp.Or(jsonText(details["name"]), "an entity that is not named")}
	if kind, ok := details["entityType"].(map[string]any); ok {
		line.set("kind", jsonText(kind["type"]))
	}
	if place, ok := details["jurisdiction"].(map[string]any); ok {
		if code := jsonText(place["code"]); len(code) >= 2 && (len(code) == 2 || code[2] == '-') { // of a region: its country
			line["country"] = strings.ToUpper(code[:2])
		}
	}
	return b.out.Write(at, line)
}

func bodsName(details map[string]any) string {
	name := ""
	for _, n := range jsonList(details["names"]) {
		if n, ok := n.(map[string]any); ok {
			full := cmp.Or(jsonText(n["fullName"]), strings.TrimSpace(jsonText(n["givenName"])+" "+jsonText(n["familyName"])))
			if full != "" && (name == "" || jsonText(n["type"]) == "legal") {
				name = full
			}
		}
	}
	return cmp.Or(name, "a person who is not named")
}

func (b *bodsReader) relationship(at string, item, details map[string]any) error {
	asset, owner := bodsEnd(details["subject"]), bodsEnd(details["interestedParty"])
	if asset == "" {
		return b.out.Reject(at, "subject", "names no record; expected the recordId of an entity")
	}
	if owner == "" {
		b.lost.count("a relationship whose owner is not known")
		return nil
	}
	var interests []bodsInterest
	for _, raw := range jsonList(details["interests"]) {
		fields, ok := raw.(map[string]any)
		if !ok {
			return b.out.Reject(at, "interests", "an interest is no object; expected type, share and dates")
		}
		i := interestOf(fields)
		if slices.Contains(noOwnership, i.kind) {
			b.lost.count("an interest of type " + i.kind)
			continue
		}
		interests = append(interests, i)
	}
	if len(jsonList(details["interests"])) == 0 {
		interests = []bodsInterest{{}} // that there is one is stated, if not which
	}
	slices.SortStableFunc(interests, func(a, b bodsInterest) int { return cmp.Or(cmp.Compare(a.from, b.from), a.rank()-b.rank()) })
	for len(interests) > 0 {
		n := 1
		for n < len(interests) && interests[n].from == interests[0].from {
			n++
		}
		line := ownershipOf(interests[:n])
		line["asset"], line["owner"] = asset, owner
		if jsonText(item["recordStatus"]) == "closed" && line["validTo"] == nil {
			line.set("validTo", jsonDay(item["statementDate"]))
		}
		if source, ok := item["source"].(map[string]any); ok {
			line.set("recordedFrom", cmp.Or(jsonText(source["url"]), jsonText(source["description"])))
		}
		if err := b.out.Write(at, line); err != nil {
			return err
		}
		interests = interests[n:]
	}
	return nil
}

// bodsEnd returns the record that an end names; "" where it says why there is none.
func bodsEnd(v any) string {
	if text, ok := v.(string); ok {
		return strings.TrimSpace(text)
	}
	return ""
}

type bodsInterest struct {
	kind, from, to string
	share          *float64
	words          []string
}

func interestOf(fields map[string]any) bodsInterest {
	i := bodsInterest{kind: jsonText(fields["type"]), from: jsonDay(fields["startDate"]), to: jsonDay(fields["endDate"])}
	what := i.kind
	if how := jsonText(fields["directOrIndirect"]); how != "" {
		what = strings.TrimSpace(how + " " + what)
	}
	if share, ok := fields["share"].(map[string]any); ok {
		i.share = bodsNumber(share["exact"])
		low, high := cmp.Or(bodsNumber(share["minimum"]), bodsNumber(share["exclusiveMinimum"])), cmp.Or(bodsNumber(share["maximum"]), bodsNumber(share["exclusiveMaximum"]))
		switch {
		case i.share != nil:
		case low != nil && high != nil:
			what += fmt.Sprintf(" of %v to %v percent", *low, *high)
		case low != nil:
			what += fmt.Sprintf(" of at least %v percent", *low)
		case high != nil:
			what += fmt.Sprintf(" of at most %v percent", *high)
		}
		if i.share == nil && low != nil && *low > 0 {
			i.share = low
		}
	}
	for _, text := range []string{what, jsonText(fields["details"])} {
		if text != "" {
			i.words = append(i.words, text)
		}
	}
	return i
}

// bodsNumber returns a number; true and false (an exclusiveMinimum of older data) are none.
func bodsNumber(v any) *float64 {
	if _, isNumber := v.(json.Number); !isNumber {
		return nil
	}
	return jsonNumber(v)
}

// rank orders the interests by how well their share tells what is owned.
func (i bodsInterest) rank() int {
	rank := 2
	switch i.kind {
	case "shareholding":
		rank = 0
	case "votingRights":
		rank = 1
	}
	if i.share == nil {
		rank += 3
	}
	return rank
}

// ownershipOf makes one line of interests that begin on one day, the one that tells best in front. It ends when the last of
// them does.
func ownershipOf(interests []bodsInterest) Line {
	line := Line{"type": "ownership"}
	line.set("validFrom", interests[0].from)
	if interests[0].share != nil {
		line["share"] = *interests[0].share
	}
	until := interests[0].to
	var words []string
	for _, i := range interests {
		if until != "" && (i.to == "" || evidence.Date(until).Before(evidence.Date(i.to))) {
			until = i.to
		}
		words = append(words, i.words...)
	}
	line.set("validTo", until)
	line.set("justification", strings.Join(words, "; "))
	return line
}
