package neo4jd

import (
	"context"
	"encoding/xml"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// barEvery is how often the bar looks at the files that grow.
const barEvery = 200 * time.Millisecond

// reporter tells a person what is going on.
type reporter struct{ w io.Writer }

// line prints one line; a progress that cannot be printed stops nothing.
func (r reporter) line(format string, args ...any) { _, _ = fmt.Fprintf(r.w, format+"\n", args...) }

// begin prints the beginning of a line that ends with what end says.
func (r reporter) begin(format string, args ...any) { _, _ = fmt.Fprintf(r.w, format+" ... ", args...) }

// outcome is how a line ends whose work did not come to its end.
func outcome(ctx context.Context) string {
	if ctx.Err() != nil {
		return "broken off"
	}
	return "failed"
}

// terminal reports whether somebody looks at a screen that can be written over.
func (r reporter) terminal() bool {
	f, ok := r.w.(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// megabytes prints a number of bytes in units of a million.
func megabytes(bytes int64) string { return fmt.Sprintf("%.1f MB", float64(bytes)/1e6) }

// seconds prints the time since a moment.
func seconds(since time.Time) string { return fmt.Sprintf("%.1f s", time.Since(since).Seconds()) }

// watchBytes draws a bar of measure's bytes on a terminal until the context ends, and nothing elsewhere. It returns
// once the last of it is drawn.
func (r reporter) watchBytes(ctx context.Context, total int64, measure func() int64) {
	if !r.terminal() {
		<-ctx.Done()
		return
	}
	bar := progressbar.NewOptions64(total,
		progressbar.OptionSetWriter(r.w),
		progressbar.OptionShowBytes(true),
		progressbar.OptionShowCount(),
		progressbar.OptionShowTotalBytes(true),
		progressbar.OptionSetWidth(30),
		progressbar.OptionSetPredictTime(true),
		progressbar.OptionSetDescription("Neo4j "+Version),
		progressbar.OptionUseANSICodes(true),
		progressbar.OptionClearOnFinish(),
	)
	ticker := time.NewTicker(barEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			_ = bar.Clear()
			return
		case <-ticker.C:
			// Not to the full: that would end the bar while the last checks still run.
			_ = bar.Set64(min(measure(), total-1))
		}
	}
}

// growth measures how far the jars have come: those that Maven already kept by their copies, the others by what is
// downloaded of them.
type growth struct {
	jars    []jar
	repo    string // Maven's local repository
	staging string
	kept    map[string]bool // by path
}

// newGrowth looks at what Maven's local repository has before anything is fetched.
func newGrowth(repo, staging string) *growth {
	jars, _ := jarList()
	g := &growth{jars: jars, repo: repo, staging: staging, kept: map[string]bool{}}
	for _, j := range jars {
		info, err := os.Stat(g.inRepo(j))
		g.kept[j.path] = err == nil && info.Size() == j.size
	}
	return g
}

func (g *growth) inRepo(j jar) string { return filepath.Join(g.repo, filepath.FromSlash(j.path)) }

// missing returns how many bytes Maven has to download.
func (g *growth) missing() int64 {
	var out int64
	for _, j := range g.jars {
		if !g.kept[j.path] {
			out += j.size
		}
	}
	return out
}

// bytes returns how many bytes have arrived, at most the size of all.
func (g *growth) bytes() int64 {
	var out int64
	for _, j := range g.jars {
		size := sizeOf(filepath.Join(g.staging, j.name()))
		if size == 0 && !g.kept[j.path] {
			size = g.downloaded(j)
		}
		out += min(size, j.size)
	}
	return out
}

// downloaded returns how many bytes of a jar have arrived in the repository, where an unfinished download has the
// jar's name with something behind it.
func (g *growth) downloaded(j jar) int64 {
	if size := sizeOf(g.inRepo(j)); size > 0 {
		return size
	}
	entries, err := os.ReadDir(filepath.Dir(g.inRepo(j)))
	if err != nil {
		return 0
	}
	var out int64
	for _, entry := range entries {
		if !strings.HasPrefix(entry.Name(), j.name()) {
			continue
		}
		if info, err := entry.Info(); err == nil {
			out = max(out, info.Size())
		}
	}
	return out
}

// sizeOf returns a file's size in bytes, 0 if there is none.
func sizeOf(file string) int64 {
	info, err := os.Stat(file)
	if err != nil {
		return 0
	}
	return info.Size()
}

// localRepository returns where Maven keeps what it downloads: as an option says, as the user's settings say, or as
// is its habit. It is only for the bar: Maven itself is not told.
func localRepository() string {
	const option = "-Dmaven.repo.local="
	for _, name := range []string{"MAVEN_ARGS", "MAVEN_OPTS"} {
		for _, word := range strings.Fields(os.Getenv(name)) {
			if dir, ok := strings.CutPrefix(word, option); ok {
				return dir
			}
		}
	}
	dir, err := os.UserHomeDir()
	if err != nil {
		return ""
	}
	var settings struct {
		LocalRepository string `xml:"localRepository"`
	}
	data, err := os.ReadFile(filepath.Join(dir, ".m2", "settings.xml"))
	if err == nil && xml.Unmarshal(data, &settings) == nil && settings.LocalRepository != "" {
		return strings.ReplaceAll(settings.LocalRepository, "${user.home}", dir)
	}
	return filepath.Join(dir, ".m2", "repository")
}
