package embedded

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"path/filepath"
	"strings"
	"time"
)

// port is part of the name of the socket file; the server has no TCP port.
const port = "5432"

const dialTimeout = time.Second

// dial opens a session, as a client does: a socket that accepts connections does not yet answer queries.
func dial(socket string) (net.Conn, error) {
	conn, err := net.DialTimeout("unix", filepath.Join(socket, ".s.PGSQL."+port), dialTimeout)
	if err != nil {
		return nil, err
	}
	if err := handshake(conn); err != nil {
		return nil, errors.Join(err, conn.Close())
	}
	return conn, nil
}

// hangUp ends a session by the protocol, so that the server does not log a reset connection.
func hangUp(conn net.Conn) error {
	if err := conn.SetDeadline(time.Now().Add(dialTimeout)); err == nil {
		if _, err := conn.Write([]byte{'X', 0, 0, 0, 4}); err == nil {
			_, _ = io.Copy(io.Discard, conn)
		}
	}
	return conn.Close()
}

// handshake sends the start-up message and returns an error for any answer other than
// AuthenticationOk (PostgreSQL documentation, "Message Formats").
func handshake(conn net.Conn) error {
	if err := conn.SetDeadline(time.Now().Add(dialTimeout)); err != nil {
		return err
	}
	const protocol3 = 3 << 16
	body := binary.BigEndian.AppendUint32(nil, protocol3)
	body = append(body, "user\x00"+User+"\x00database\x00postgres\x00application_name\x00"+User+" watch\x00\x00"...)
	if _, err := conn.Write(append(binary.BigEndian.AppendUint32(nil, uint32(len(body)+4)), body...)); err != nil {
		return err
	}
	var head [5]byte // kind, length of the rest including itself
	if _, err := io.ReadFull(conn, head[:]); err != nil {
		return err
	}
	size := binary.BigEndian.Uint32(head[1:])
	if size < 4 || size > 1<<16 {
		return fmt.Errorf("not a PostgreSQL answer: %q", head)
	}
	rest := make([]byte, size-4)
	if _, err := io.ReadFull(conn, rest); err != nil {
		return err
	}
	switch {
	case head[0] == 'R' && len(rest) == 4 && binary.BigEndian.Uint32(rest) == 0:
		return conn.SetDeadline(time.Time{})
	case head[0] == 'E':
		return errors.New(refusal(rest))
	}
	return fmt.Errorf("unexpected answer %q", head[0])
}

// refusal returns the message (field M) of an ErrorResponse.
func refusal(fields []byte) string {
	for field := range strings.SplitSeq(string(fields), "\x00") {
		if text, ok := strings.CutPrefix(field, "M"); ok {
			return text
		}
	}
	return "refused"
}
