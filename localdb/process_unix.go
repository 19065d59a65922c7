//go:build unix && !linux

package localdb

import (
	"os/exec"
	"strconv"
	"syscall"
)

// startTied starts cmd in its own process group, so that Ctrl-C reaches Kith alone, and beside it a guard that ends it
// when Kith is gone: the guard reads a pipe, which the system closes then. untie, called when cmd has ended, sends the
// guard home.
func startTied(cmd *exec.Cmd) (untie func(), err error) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if err := cmd.Start(); err != nil {
		return nil, err
	}
	guard := exec.Command("/bin/sh", "-c", `read -r line || kill -TERM "$1"`, "kith-guard", strconv.Itoa(cmd.Process.Pid))
	guard.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	alive, err := guard.StdinPipe()
	if err == nil {
		err = guard.Start()
	}
	if err != nil {
		_ = cmd.Process.Kill()
		_ = cmd.Wait()
		return nil, err
	}
	return func() {
		_, _ = alive.Write([]byte("ended\n"))
		_ = guard.Wait()
	}, nil
}
