package main

import (
	"errors"
	"fmt"
	"net"
	"time"

	"golang.org/x/sys/unix"
)

// lastCallers lets nobody new connect and returns when all who are connected have been accepted, so that closing the listener
// cuts nobody off. Linux resets the connections that wait to be accepted when a listener is closed; a filter on the listener
// makes it deaf before, and who knocks then is refused when it is closed.
func lastCallers(listener net.Listener) error {
	raw, err := listener.(*net.TCPListener).SyscallConn()
	if err != nil {
		return fmt.Errorf("listener: %w", err)
	}
	nothing := unix.SockFilter{Code: unix.BPF_RET | unix.BPF_K} // of each packet
	var filterErr error
	err = raw.Control(func(fd uintptr) {
		filterErr = unix.SetsockoptSockFprog(int(fd), unix.SOL_SOCKET, unix.SO_ATTACH_FILTER, &unix.SockFprog{Len: 1, Filter: &nothing})
	})
	if err != nil || filterErr != nil {
		return fmt.Errorf("listener: %w", errors.Join(err, filterErr))
	}
	for waiting := true; waiting; {
		err = raw.Control(func(fd uintptr) {
			ready, pollErr := unix.Poll([]unix.PollFd{{Fd: int32(fd), Events: unix.POLLIN}}, 0) //nolint:gosec // descriptors are small
			waiting = ready > 0 || pollErr == unix.EINTR
		})
		if err != nil {
			return fmt.Errorf("listener: %w", err)
		}
		time.Sleep(time.Millisecond)
	}
	return nil
}
