package scalar

import (
	"encoding/json"
	"math"
	"net/url"
	"strconv"
	"time"

	"github.com/99designs/gqlgen/graphql"

	"github.com/credence-graph/credence/internal/evidence"
)

// MarshalString writes a text, null if it is empty.
func MarshalString(text string) graphql.Marshaler { return marshalText(text) }

// UnmarshalString reads a text.
func UnmarshalString(v any) (string, error) {
	text, ok := v.(string)
	if !ok && v != nil {
		return "", evidence.Invalidf("", "%s is not a text", describe(v))
	}
	return text, nil
}

// MarshalInt writes a whole number of 32 bits; a larger one is written as the largest, a smaller one as the smallest.
func MarshalInt(i int) graphql.Marshaler {
	return graphql.MarshalInt(max(math.MinInt32, min(i, math.MaxInt32)))
}

// UnmarshalInt reads a whole number of 32 bits.
func UnmarshalInt(v any) (int, error) {
	i, err := int64(0), error(nil)
	switch v := v.(type) {
	case nil:
	case int:
		i = int64(v)
	case int64:
		i = v
	case json.Number:
		i, err = strconv.ParseInt(v.String(), 10, 64)
	default:
		return 0, evidence.Invalidf("", "%s is not a whole number", describe(v))
	}
	if err != nil || i < math.MinInt32 || i > math.MaxInt32 {
		return 0, evidence.Invalidf("", "%s is not a whole number of 32 bits", describe(v))
	}
	return int(i), nil
}

// MarshalDate writes a date, null if it is unknown.
func MarshalDate(d evidence.Date) graphql.Marshaler { return marshalText(d) }

// longestDate is the longest form of a date: with a fraction of nine digits and a zone.
const longestDate = len("2006-01-02T15:04:05.000000000+07:00")

// UnmarshalDate reads a day, month, year or minute; null is unknown.
func UnmarshalDate(v any) (evidence.Date, error) {
	if v == nil {
		return "", nil
	}
	text, ok := v.(string)
	if !ok || len(text) > longestDate {
		return "", evidence.Invalidf("date",
			"%s is not a date; expected YYYY-MM-DD, YYYY-MM or YYYY, or a time such as 2024-10-05T08:10Z",
			describe(v))
	}
	return evidence.ParseDate(text)
}

// MarshalDateTime writes an instant in UTC, null if it is the zero time.
func MarshalDateTime(t time.Time) graphql.Marshaler {
	if t.IsZero() {
		return graphql.Null
	}
	return graphql.MarshalString(t.UTC().Format(time.RFC3339Nano))
}

// UnmarshalDateTime reads an instant in RFC 3339; null is the zero time, which therefore cannot be asked for.
func UnmarshalDateTime(v any) (time.Time, error) {
	if v == nil {
		return time.Time{}, nil
	}
	text, _ := v.(string)
	t, err := time.Parse(time.RFC3339Nano, text)
	if err != nil {
		return time.Time{}, evidence.Invalidf("dateTime",
			"%s is not an instant; expected RFC 3339 with a time zone, such as 2024-10-05T12:00:00Z", describe(v))
	}
	if err := evidence.CheckInstant("dateTime", t); err != nil {
		return time.Time{}, err
	}
	return t.UTC(), nil
}

// MarshalURL writes an address as it was recorded, null if there is none.
func MarshalURL(address string) graphql.Marshaler { return marshalText(address) }

// UnmarshalURL reads an address of http or https.
func UnmarshalURL(v any) (string, error) {
	if v == nil {
		return "", nil
	}
	text, _ := v.(string)
	u, err := url.Parse(text)
	if err != nil || u.Host == "" || (u.Scheme != "http" && u.Scheme != "https") {
		return "", evidence.Invalidf("url", "%s is not an address; expected http:// or https:// and a host",
			describe(v))
	}
	return text, nil
}
