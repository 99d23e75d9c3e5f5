package config

import (
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net"
	"net/netip"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// parse checks text and puts it into field, a pointer to the setting's field. A relative path begins in dir. The error
// says what was found and what was expected, and never shows a secret.
func (s Setting) parse(field any, text, dir string) error {
	if text == "" {
		return s.parseEmpty(field)
	}
	switch f := field.(type) {
	case *Secret:
		*f = NewSecret(text)
		return nil
	case *string:
		return s.parseText(f, text, dir)
	case *slog.Level:
		if err := s.checkChoice(text); err != nil {
			return err
		}
		return f.UnmarshalText([]byte(text))
	case *bool:
		return s.parseSwitch(f, text)
	case *int, *int64, *float64, *time.Duration:
		return s.parseNumber(field, text)
	}
	return fmt.Errorf("a setting cannot be a %T", field)
}

func (s Setting) parseEmpty(field any) error {
	if s.Default != "" {
		return fmt.Errorf("empty; expected %s", s.expected())
	}
	switch f := field.(type) {
	case *string:
		*f = ""
	case *Secret:
		*f = Secret{}
	}
	return nil
}

func (s Setting) parseText(field *string, text, dir string) error {
	var err error
	switch s.Kind {
	case Choice:
		err = s.checkChoice(text)
	case Address:
		err = checkAddress(text)
	case URI:
		err = checkURI(text)
	case Path:
		text, err = absolute(text, dir)
	}
	if err == nil {
		*field = text
	}
	return err
}

func (s Setting) checkChoice(text string) error {
	if !slices.Contains(s.Choices, text) {
		return fmt.Errorf("%q is not accepted; expected %s", text, s.Range())
	}
	return nil
}

func (s Setting) parseSwitch(field *bool, text string) error {
	switch strings.ToLower(text) {
	case "true":
		*field = true
	case "false":
		*field = false
	default:
		return fmt.Errorf("%q is not a switch; expected %s", text, s.Range())
	}
	return nil
}

func (s Setting) parseNumber(field any, text string) error {
	var number float64
	var err error
	var set func()
	switch f := field.(type) {
	case *int:
		var n int
		n, err = strconv.Atoi(text)
		number, set = float64(n), func() { *f = n }
	case *int64:
		var n int64
		n, err = parseSize(text)
		number, set = float64(n), func() { *f = n }
	case *float64:
		number, err = strconv.ParseFloat(text, 64)
		set = func() { *f = number }
	case *time.Duration:
		var d time.Duration
		d, err = time.ParseDuration(text)
		number, set = float64(d), func() { *f = d }
	}
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return fmt.Errorf("%q is not a %s; expected %s", text, s.noun(), s.expected())
	}
	if err != nil || !s.bounds.hold(number) {
		return fmt.Errorf("%s is out of range; expected %s", text, s.expected())
	}
	set()
	return nil
}

func (s Setting) noun() string {
	switch s.Kind {
	case Number:
		return "whole number"
	case Share:
		return "number"
	}
	return string(s.Kind)
}

// expected says what may be written, with an example where the form is not plain.
func (s Setting) expected() string {
	switch s.Kind {
	case Duration, Size:
		return fmt.Sprintf("%s, such as %s", s.Range(), s.Default)
	case Text, Path:
		return "a " + string(s.Kind)
	}
	return s.Range()
}

// checkAddress refuses every address that another machine could reach. A name other than localhost is refused as well:
// what it leads to is for others to say.
func checkAddress(text string) error {
	host, port, err := net.SplitHostPort(text)
	if err != nil {
		return fmt.Errorf("%q is not an address; expected host:port, such as 127.0.0.1:8484", text)
	}
	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return fmt.Errorf("%q has no port from 0 to 65535; expected host:port, such as 127.0.0.1:8484", text)
	}
	ip, err := netip.ParseAddr(host)
	if host == "localhost" || err == nil && ip.Unmap().IsLoopback() {
		return nil
	}
	return fmt.Errorf("%q is not a loopback address: until Credence has authentication it listens only where no "+
		"other machine can reach it; "+
		"expected 127.0.0.1, [::1] or localhost with a port, such as 127.0.0.1:8484", text)
}

func neo4jSchemes() []string {
	return []string{"bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc"}
}

// checkURI checks the address of a Neo4j server. It repeats no more of the text than scheme and host: a password may
// stand in it by mistake.
func checkURI(text string) error {
	const example = "such as neo4j://localhost:7687"
	u, err := url.Parse(text)
	switch {
	case err != nil || u.Scheme == "" || u.Opaque != "":
		return errors.New("not an address of a Neo4j server; expected scheme://host[:port], " + example)
	case !slices.Contains(neo4jSchemes(), u.Scheme):
		return fmt.Errorf("%q is not a scheme of Neo4j; expected one of %s, %s", u.Scheme,
			strings.Join(neo4jSchemes(), ", "), example)
	case u.User != nil:
		return errors.New("holds a user or password; expected them in neo4j.username and neo4j.password")
	case u.Hostname() == "":
		return errors.New("has no host; expected scheme://host[:port], " + example)
	case strings.Trim(u.Path, "/") != "" || u.Fragment != "":
		return errors.New("goes on after the host; expected scheme://host[:port], " + example +
			"; the database is named by neo4j.database")
	}
	return nil
}

// absolute makes a path absolute: "~/" is the user's home, another relative one begins in dir ("" = working directory).
func absolute(text, dir string) (string, error) {
	if rest, ok := strings.CutPrefix(text, "~/"); ok {
		home, err := homeDir()
		if err != nil {
			return "", err
		}
		return filepath.Join(home, rest), nil
	}
	if !filepath.IsAbs(text) {
		text = filepath.Join(dir, text)
	}
	path, err := filepath.Abs(text)
	if err != nil {
		return "", fmt.Errorf("%q cannot be made absolute: %w", text, err)
	}
	return path, nil
}

// parseSize reads bytes: a whole number and B, KiB, MiB, GiB (powers of 1024), KB, MB, GB (powers of 1000) or nothing.
func parseSize(text string) (int64, error) {
	digits := strings.TrimRight(text, "BKMGi ")
	factor, ok := map[string]int64{
		"": 1, "B": 1, "KB": 1e3, "MB": 1e6, "GB": 1e9, "KiB": 1 << 10, "MiB": 1 << 20, "GiB": 1 << 30,
	}[strings.TrimSpace(text[len(digits):])]
	n, err := strconv.ParseInt(digits, 10, 64)
	switch {
	case err != nil:
		return 0, err
	case !ok:
		return 0, strconv.ErrSyntax
	case n > math.MaxInt64/factor:
		return 0, strconv.ErrRange
	}
	return n * factor, nil
}

func formatSize(n int64) string {
	units := []string{"B", "KiB", "MiB", "GiB"}
	unit := 0
	for n != 0 && n%1024 == 0 && unit < len(units)-1 {
		n /= 1024
		unit++
	}
	return strconv.FormatInt(n, 10) + units[unit]
}

// formatDuration leaves out the zeros that time.Duration writes: 1m, not 1m0s.
func formatDuration(d time.Duration) string {
	text := d.String()
	if strings.HasSuffix(text, "m0s") {
		text = strings.TrimSuffix(text, "0s")
	}
	if strings.HasSuffix(text, "h0m") {
		text = strings.TrimSuffix(text, "0m")
	}
	return text
}
