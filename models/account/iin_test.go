package account

import "testing"

func TestValidIIN(t *testing.T) {
	for iin, want := range map[string]bool{
		"990101500016": true,  // on the first pass
		"990101500708": true,  // on the second
		"990230600014": false, // 30 February
		"990101500017": false,
		"990101500106": false, // digits exchanged
		"000229500003": false, "000000000000": false, "": false, "99010150001": false, "9901015000166": false,
		"99010150001x": false, "٩٩٠١٠١٥٠٠٠١٦": false, "990101 50001": false,
	} {
		if got := ValidIIN(iin); got != want {
			t.Errorf("ValidIIN(%q) = %v", iin, got)
		}
	}
	for last := '0'; last <= '9'; last++ {
		if never := "99010150071" + string(last); ValidIIN(never) {
			t.Errorf("%s was never issued", never)
		}
	}
}
