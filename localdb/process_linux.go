package localdb

import (
	"os/exec"
	"syscall"
)

// startTied starts cmd in its own process group, so that Ctrl-C reaches Kith alone, and has the system end it when
// the calling thread ends. untie is called when cmd has ended.
func startTied(cmd *exec.Cmd) (untie func(), err error) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGTERM}
	return func() {}, cmd.Start()
}
