internal import Hashing
internal import Libav

extension Frame {
    /// SHA-256 of the picture's samples, plane after plane and row after row, without padding.
    func sha256() -> String {
        var hash = SHA256()
        for plane in 0..<planeCount {
            withPlane(plane) { samples, layout in
                for row in 0..<layout.height {
                    let start = row * layout.stride
                    hash.update(samples.extracting(start..<start + layout.width))
                }
            }
        }
        return hash.finish()
    }
}
