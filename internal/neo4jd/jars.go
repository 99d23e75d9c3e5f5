package neo4jd

import (
	"crypto/sha256"
	_ "embed"
	"encoding/hex"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// jarsText lists the jars of this version: the SHA-256, the size in bytes, and the path in a Maven repository. The one
// whose manifest names other jars (jaxb-runtime) is the last: Java 21 puts those jars right behind it in the class path
// of an archive, and would find another order when it uses the archive.
//
//go:embed jars.txt
var jarsText string

// pomText is the Maven project whose dependencies the jars are.
//
//go:embed pom.xml
var pomText []byte

// jar is one file of Neo4j.
type jar struct {
	sum  string // SHA-256 in hexadecimal digits
	size int64  // bytes
	path string // in a Maven repository, with slashes
}

func (j jar) name() string { return path.Base(j.path) }

// jarList returns the jars in the order of the class path and their whole size in bytes.
func jarList() ([]jar, int64) {
	var out []jar
	var total int64
	for line := range strings.Lines(jarsText) {
		var j jar
		// The list is embedded and held by a test: each of its lines has these three fields.
		if n, _ := fmt.Sscan(line, &j.sum, &j.size, &j.path); n != 3 {
			continue
		}
		out = append(out, j)
		total += j.size
	}
	return out, total
}

// classPath returns the class path of the jars in dir. Its order is fixed: a class-data archive fits one order only.
func classPath(dir string) string {
	list, _ := jarList()
	paths := make([]string, len(list))
	for i, j := range list {
		paths[i] = filepath.Join(dir, j.name())
	}
	return strings.Join(paths, string(os.PathListSeparator))
}

// jarsComplete returns nil if dir has every jar at its right size, which is quick enough for every start.
func jarsComplete(dir string) error {
	list, _ := jarList()
	for _, j := range list {
		file := filepath.Join(dir, j.name())
		info, err := os.Stat(file)
		if err != nil {
			return err
		}
		if info.Size() != j.size {
			return fmt.Errorf("%s has %d bytes where %d are expected", file, info.Size(), j.size)
		}
	}
	return nil
}

// jarsGenuine returns nil if dir has every jar byte for byte, which takes about half a second.
func jarsGenuine(dir string) error {
	list, _ := jarList()
	for _, j := range list {
		file := filepath.Join(dir, j.name())
		sum, err := fileSum(file)
		if err != nil {
			return err
		}
		if sum != j.sum {
			return fmt.Errorf("%s is not the file that was published as %s", file, j.path)
		}
	}
	return nil
}

// fileSum returns a file's SHA-256 in hexadecimal digits.
func fileSum(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer drop(f)
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", fmt.Errorf("reading %s: %w", file, err)
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
