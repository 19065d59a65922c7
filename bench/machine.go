package bench

import (
	"bufio"
	"bytes"
	"context"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// Machine is where a run was made. What the system does not tell is empty or 0.
type Machine struct {
	Date      string  `json:"date"`
	System    string  `json:"system"`
	Processor string  `json:"processor"`
	Cores     int     `json:"cores"`
	MemoryGiB float64 `json:"memoryGiB"`
	Load      string  `json:"load"` // of the last 1, 5 and 15 minutes, at the beginning
	Kith      string  `json:"kith"`
	Go        string  `json:"go"`
	Neo4j     string  `json:"neo4j"`
	Java      string  `json:"java"`
	HeapMB    int     `json:"heapMB"` // of Neo4j, at most
	PageMB    int     `json:"pageCacheMB"`
}

func (b *bed) machine(ctx context.Context) (Machine, error) {
	m := Machine{
		Date: time.Now().UTC().Format(time.DateOnly), System: runtime.GOOS + " " + runtime.GOARCH, Cores: runtime.NumCPU(), Kith: b.options.Version, Go: runtime.Version(),
		Processor: entry("/proc/cpuinfo", "model name"), HeapMB: b.options.HeapMB, PageMB: b.options.PageCacheMB,
	}
	m.MemoryGiB = kilobytes(entry("/proc/meminfo", "MemTotal")) / (1 << 20)
	if text, err := os.ReadFile("/proc/loadavg"); err == nil {
		m.Load = strings.Join(strings.Fields(string(text))[:3], " ")
	}
	version, err := b.value(ctx, "CALL dbms.components() YIELD versions, edition RETURN versions[0] + ' ' + edition")
	if err != nil {
		return m, err
	}
	m.Neo4j, _ = version.(string)
	java, err := b.value(ctx, "CALL dbms.queryJmx('java.lang:type=Runtime') YIELD attributes RETURN attributes.SpecVersion.value")
	m.Java, _ = java.(string)
	return m, err
}

// value asks for one value by a statement of the benchmark's own.
func (b *bed) value(ctx context.Context, text string) (any, error) {
	session := b.driver.NewSession(ctx, neo4j.SessionConfig{AccessMode: neo4j.AccessModeWrite})
	defer session.Close(context.WithoutCancel(ctx))
	result, err := session.Run(ctx, text, nil)
	if err != nil {
		return nil, err
	}
	record, err := result.Single(ctx)
	if err != nil {
		return nil, err
	}
	return record.Values[0], nil
}

// Memory is what was in use at some moment, in MiB. The service's is that of this process: the benchmark's clients, which need little, are in it.
type Memory struct {
	When    string  `json:"when"`
	Service float64 `json:"serviceMB"` // resident
	GoHeap  float64 `json:"goHeapMB"`  // live
	Neo4j   float64 `json:"neo4jMB"`   // resident
}

func (b *bed) remember(ctx context.Context, r *Report, when string) {
	m := Memory{When: when, Service: resident("self"), GoHeap: liveHeap()}
	if pid, err := b.value(ctx, "CALL dbms.queryJmx('java.lang:type=Runtime') YIELD attributes RETURN attributes.Pid.value"); err == nil {
		if number, is := pid.(int64); is {
			m.Neo4j = resident(strconv.FormatInt(number, 10))
		}
	}
	r.Memory = append(r.Memory, m)
}

// liveHeap is what this process's heap holds that is still reachable, in MiB.
func liveHeap() float64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc) / (1 << 20)
}

// resident is a process's memory in MiB, 0 where the system does not tell.
func resident(process string) float64 {
	return kilobytes(entry("/proc/"+process+"/status", "VmRSS")) / 1024
}

// entry is what a file of lines of the form "key: value" says of a key.
func entry(path, key string) string {
	text, err := os.ReadFile(path)
	if err != nil {
		return ""
	}
	lines := bufio.NewScanner(bytes.NewReader(text))
	for lines.Scan() {
		if name, value, found := strings.Cut(lines.Text(), ":"); found && strings.TrimSpace(name) == key {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

func kilobytes(text string) float64 {
	number, _ := strconv.ParseFloat(strings.TrimSuffix(text, " kB"), 64)
	return number
}
