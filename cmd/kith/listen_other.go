//go:build !linux

package main

import "net"

// lastCallers has a way on Linux only: elsewhere who connects in the moment of closing is cut off.
func lastCallers(net.Listener) error { return nil }
