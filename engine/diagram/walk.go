package diagram

// Walk is the terminal that r gives when level i is in cells[i]. It allocates
// nothing.
func (s *Space) Walk(r Ref, cells []uint16) int {
	data := s.data
	for r < 0 {
		off := int(^r)
		r = data[off+1+int(cells[data[off]])]
	}
	return int(r)
}
