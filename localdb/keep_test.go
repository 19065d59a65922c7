package localdb

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

func TestNeo4jThatEndsIsStartedAgain(t *testing.T) {
	dir := t.TempDir()
	s := startServer(t, dir)
	driver := connect(t, s.Address())
	_, err := query(t, driver, "CREATE (:Kept)")
	require.NoError(t, err)

	require.NoError(t, s.process.cmd.Process.Signal(syscall.SIGKILL))
	require.Eventually(t, func() bool {
		_, err := query(t, driver, "CREATE (:Kept)")
		return err == nil
	}, time.Minute, 50*time.Millisecond, "it is back where it was")
	require.EqualValues(t, 2, count(t, driver), "with its data")
	found, running, err := Find(dir)
	require.NoError(t, err)
	require.True(t, running)
	require.Equal(t, s.Address(), found)
	require.NoError(t, s.Err())

	require.NoError(t, s.Stop(t.Context()))
	<-s.Done()
	require.NoError(t, s.Err())
	l, err := lock(filepath.Join(dir, "neo4j", runningLock))
	require.NoError(t, err, "it is not started again after Stop")
	require.NoError(t, l.Close())
}

func TestNeo4jThatCannotStartAgainIsGivenUp(t *testing.T) {
	dir := t.TempDir()
	s := startServer(t, dir)
	locked := filepath.Join(dir, "neo4j", runningLock)
	require.NoError(t, os.Remove(locked))
	require.NoError(t, os.Mkdir(locked, 0o700)) // where no lock can be made

	require.NoError(t, s.process.cmd.Process.Signal(syscall.SIGKILL))
	select {
	case <-s.Done():
	case <-time.After(time.Minute):
		require.Fail(t, "it still tries")
	}
	require.ErrorContains(t, s.Err(), "5 starts in a row")
}
