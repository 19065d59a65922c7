package graph_test

import (
	"testing"

	"kith/graph/store/storetest"
)

func TestMain(m *testing.M) { storetest.Main(m) }
