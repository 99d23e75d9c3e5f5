package neo4jd

import (
	"errors"
	"math/rand/v2"
	"net"
	"strconv"
)

// The ports to choose from. They lie below those that systems give to outgoing connections: a port from among these
// could be taken by a connection while Neo4j restarts, even by one that tries to reach Neo4j itself.
const (
	firstPort = 17000
	lastPort  = 32000
)

// choosePort returns a free port of the loopback address: the preferred one if it is free, so that clients find
// Neo4j again after a restart.
func choosePort(preferred int) (int, error) {
	if preferred > 0 && portFree(preferred) {
		return preferred, nil
	}
	for range 200 {
		if port := firstPort + rand.IntN(lastPort-firstPort); portFree(port) {
			return port, nil
		}
	}
	return 0, &Error{Kind: ErrStart, Text: "no free port on 127.0.0.1", Err: errors.New("200 ports tried")}
}

// portFree reports whether a port of the loopback address can be listened on.
func portFree(port int) bool {
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	return err == nil && listener.Close() == nil
}
