// The sample of the app's tests: kith demo's with its largest account, and less of what takes long to bring in.
package main

import (
	"log"
	"os"
	"time"

	"kith/demo"
)

func main() {
	config := demo.Default()
	config.Today = time.Now().UTC()
	config.Accounts, config.Users, config.Opportunities, config.Interactions = 20, 20, 60, 4_000
	if err := demo.Write(os.Args[1], config); err != nil {
		log.Fatal(err)
	}
}
