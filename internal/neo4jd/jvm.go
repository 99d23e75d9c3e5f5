package neo4jd

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
	"github.com/neo4j/neo4j-go-driver/v5/neo4j/config"
)

// jvm says how Neo4j's Java is run.
type jvm struct {
	java        java
	jars        string // folder
	archive     string // class-data archive to use, "" for none
	writeTo     string // class-data archive to write at the exit, "" for none
	port        int
	heapMB      int
	pageCacheMB int
	options     []string // of Java, after the usual ones
	settings    []string // of Neo4j, after the usual ones
	// onStart, if set, is called with each Neo4j that was started, before it answers.
	onStart func(*server) error
}

// abortTimeout is how long a Neo4j that did not come to answer may take to stop by itself.
const abortTimeout = 10 * time.Second

// smallHeapMB is the heap from which on the collector for large heaps pays.
const smallHeapMB = 1024

// argsFile is the file of Java's options.
func argsFile(h home) string { return filepath.Join(h.conf(), "java.args") }

// cdsArgs returns the options that make Java use or write a class-data archive. One that does not fit is ignored.
func cdsArgs(run jvm) []string {
	switch {
	case run.writeTo != "":
		return []string{"-XX:ArchiveClassesAtExit=" + run.writeTo}
	case run.archive != "":
		return []string{"-Xshare:auto", "-XX:SharedArchiveFile=" + run.archive}
	default:
		return nil
	}
}

// tool returns the command that runs Neo4j's own tool on a home, with the settings of a folder and further options of
// Java.
func (run jvm) tool(h home, conf string, options []string, args ...string) *exec.Cmd {
	run.writeTo = "" // an archive is of Neo4j, not of its tool
	all := append(cdsArgs(run), options...)
	all = append(all, "-XX:+PerfDisableSharedMem", "-cp", classPath(run.jars), "org.neo4j.cli.AdminTool")
	cmd := exec.Command(run.java.bin(), append(all, args...)...)
	cmd.Env = append(os.Environ(), "NEO4J_HOME="+h.dir, "NEO4J_CONF="+conf)
	cmd.Dir = h.dir
	cmd.WaitDelay = time.Second
	return cmd
}

// argsText returns the options of Java, one a line: those of Neo4j's own distribution that matter on one machine.
func argsText(h home, run jvm) string {
	collector := "-XX:+UseG1GC"
	if run.heapMB < smallHeapMB {
		collector = "-XX:+UseSerialGC"
	}
	args := append(cdsArgs(run),
		collector,
		"-Xms128m",
		fmt.Sprintf("-Xmx%dm", run.heapMB),
		// Planning a query runs through much code once; compiling all of that well is what a first answer would wait
		// for. Six times the usual thresholds leave it to the loops that are worth it: start and first answer together
		// take 7.4 s instead of 8.0 s on two cores, and later answers as long as before.
		"-XX:Tier4InvocationThreshold=30000",
		"-XX:Tier4MinInvocationThreshold=3600",
		"-XX:Tier4CompileThreshold=90000",
		"-XX:-OmitStackTraceInFastThrow",
		"-XX:+DisableExplicitGC",
		"-XX:+ExitOnOutOfMemoryError",
		"-XX:+PerfDisableSharedMem",
		"-XX:ErrorFile="+filepath.Join(h.logs(), "java-crash.log"),
		"-Djava.io.tmpdir="+h.tmp(),
		"-Djava.awt.headless=true",
		"-Dfile.encoding=UTF-8",
		"-Djdk.nio.maxCachedBufferSize=1024",
		"-Dio.netty.tryReflectionSetAccessible=true",
		"-Dlog4j2.disable.jmx=true",
		"--add-opens=java.base/java.nio=ALL-UNNAMED",
		"--add-opens=java.base/java.io=ALL-UNNAMED",
		"--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
	)
	if run.java.Major >= 21 {
		// Netty and Lucene call native code; from here on Java warns of it on every start.
		args = append(args, "--enable-native-access=ALL-UNNAMED")
	}
	args = append(args, run.options...)
	args = append(args, "-cp", classPath(run.jars))
	var b strings.Builder
	for _, arg := range args {
		b.WriteString(quoteArg(arg))
		b.WriteByte('\n')
	}
	return b.String()
}

// quoteArg writes an argument as Java's argument files want it.
func quoteArg(arg string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(arg) + `"`
}

// server is a running Neo4j that this process has started.
type server struct {
	*child
	home     home
	port     int
	password string
}

// startServer starts Neo4j in a prepared home, without waiting for it to answer. It ends with this process.
func startServer(h home, run jvm, password string) (*server, error) {
	out, err := os.OpenFile(h.consoleLog(), os.O_CREATE|os.O_TRUNC|os.O_WRONLY|os.O_APPEND, 0o600)
	if err != nil {
		return nil, folderError(ErrHome, h.consoleLog(), err)
	}
	defer drop(out) // Java has it by then
	cmd := exec.Command(run.java.bin(), "@"+argsFile(h), "org.neo4j.server.CommunityEntryPoint",
		"--home-dir="+h.dir, "--config-dir="+h.conf(), "--console-mode")
	cmd.Dir = h.dir
	cmd.Stdout, cmd.Stderr = out, out
	c, err := startTied(cmd)
	if err != nil {
		return nil, &Error{Kind: ErrStart, Text: "Java could not be started", Err: err}
	}
	return &server{child: c, home: h, port: run.port, password: password}, nil
}

// launch prepares a home, starts Neo4j in it and waits until it answers. A port that was taken in between costs another
// try. What it returns is stopped by the caller.
func launch(ctx context.Context, h home, run jvm, within time.Duration) (*server, error) {
	for try := 1; ; try++ {
		var err error
		if run.port, err = choosePort(run.port); err != nil {
			return nil, err
		}
		password, err := prepareHome(ctx, h, run)
		if err != nil {
			return nil, err
		}
		s, err := startServer(h, run, password)
		if err != nil {
			return nil, err
		}
		if err = s.settle(ctx, run, within); err == nil {
			return s, nil
		}
		taken := s.portTaken()
		s.stop(abortTimeout)
		if !taken || try == 3 {
			return nil, err
		}
		run.port = 0
	}
}

// settle waits until Neo4j answers, and notes in its home that it did.
func (s *server) settle(ctx context.Context, run jvm, within time.Duration) error {
	if run.onStart != nil {
		if err := run.onStart(s); err != nil {
			return err
		}
	}
	if err := s.awaitAnswer(ctx, within); err != nil {
		return err
	}
	return finishHome(s.home)
}

// uri returns the address of Bolt.
func (s *server) uri() string { return boltURI(s.port) }

// boltURI returns the address of Bolt on a port of this machine.
func boltURI(port int) string { return "bolt://127.0.0.1:" + strconv.Itoa(port) }

// awaitAnswer returns nil once Neo4j has answered a query.
func (s *server) awaitAnswer(ctx context.Context, within time.Duration) error {
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	if !poll(ctx, func() bool { return s.ended() || portAnswers(ctx, s.port) }) {
		return s.startError(ctx, within)
	}
	driver, err := neo4j.NewDriverWithContext(s.uri(), neo4j.BasicAuth(Username, s.password, ""), quietDriver)
	if err != nil {
		return &Error{Kind: ErrStart, Text: "no driver for " + s.uri(), Err: err}
	}
	defer func() { _ = driver.Close(context.WithoutCancel(ctx)) }() // a connection to a process of our own
	var last error
	answered := poll(ctx, func() bool {
		if s.ended() {
			return true
		}
		last = ask(ctx, driver)
		return last == nil || isWrongPassword(last)
	})
	switch {
	case isWrongPassword(last):
		return &Error{
			Kind: ErrHome, Err: last,
			Text: fmt.Sprintf("the password in %s is not the one of the graph in %s", s.home.password(), s.home.dir),
			Cure: "Put the right password into the file, or use another folder (CREDENCE_DATA_DIR).",
		}
	case !answered || s.ended():
		return s.startError(ctx, within)
	}
	return nil
}

// quietDriver keeps the driver that only asks for an answer from retrying by itself.
func quietDriver(c *config.Config) {
	c.MaxTransactionRetryTime = 0
	c.MaxConnectionPoolSize = 1
	c.SocketConnectTimeout = 2 * time.Second
	c.ConnectionAcquisitionTimeout = 5 * time.Second
	c.TelemetryDisabled = true
}

// ask runs the smallest query on the database that the graph is in.
func ask(ctx context.Context, driver neo4j.DriverWithContext) error {
	session := driver.NewSession(ctx, neo4j.SessionConfig{DatabaseName: "neo4j", AccessMode: neo4j.AccessModeRead})
	result, err := session.Run(ctx, "RETURN 1", nil)
	if err == nil {
		_, err = result.Consume(ctx)
	}
	return errors.Join(err, session.Close(ctx))
}

// isWrongPassword reports whether Neo4j has refused the password; more tries would only make it refuse for longer.
func isWrongPassword(err error) bool {
	var e *neo4j.Neo4jError
	return errors.As(err, &e) && e.Code == "Neo.ClientError.Security.Unauthorized"
}

// portAnswers reports whether something accepts connections on a port of this machine.
func portAnswers(ctx context.Context, port int) bool {
	dialer := net.Dialer{Timeout: time.Second}
	conn, err := dialer.DialContext(ctx, "tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil {
		return false
	}
	return conn.Close() == nil
}

// startError explains why Neo4j did not come to answer, with the last of what it said.
func (s *server) startError(ctx context.Context, within time.Duration) error {
	text, cure := fmt.Sprintf("Neo4j %s ended while it was starting", Version), ""
	if !s.ended() {
		if errors.Is(ctx.Err(), context.Canceled) {
			return ctx.Err()
		}
		text = fmt.Sprintf("Neo4j %s did not answer within %v", Version, within)
		cure = "On a busy machine raise neo4j.startTimeout. "
	}
	return &Error{
		Kind: ErrStart, Text: text,
		Cure: cure + "It said:\n" + indent(s.trouble()) + "\nMore is in " + s.home.logs() + ".",
	}
}

// trouble returns the last lines of Neo4j's console that are not the inside of a stack trace.
func (s *server) trouble() []string {
	data, err := os.ReadFile(s.home.consoleLog())
	if err != nil {
		return []string{err.Error()}
	}
	return saying(string(data))
}

// saying returns the last lines of what Java said that are not the inside of a stack trace.
func saying(text string) []string {
	lines := slices.DeleteFunc(lastLines(text, 200), func(line string) bool { return strings.HasPrefix(line, "\t") })
	return lines[max(0, len(lines)-12):]
}

// portTaken reports whether the start failed because another program has the port.
func (s *server) portTaken() bool {
	data, err := os.ReadFile(s.home.consoleLog())
	return err == nil && strings.Contains(string(data), "Address already in use")
}
