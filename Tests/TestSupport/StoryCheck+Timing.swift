import Foundation

extension StoryCheck {
    /// Checks time stamps as they are stored, not what a frame rate field says about them.
    func timingViolations() -> [String] {
        var found: [String] = []
        for (name, stream) in [("picture", video), ("sound", audio)] {
            let start = stream["start_time"]?.number
            if start != 0 { found.append("The \(name) starts at \(start.map { "\($0)" } ?? "?") s, not 0.") }
        }

        let pictures = packets.filter { $0["stream_index"] == video["index"] }
        let times = pictures.compactMap { $0["pts"]?.integer }
        let ticks = ticksPerFrame
        guard times.count == pictures.count, !times.isEmpty, let ticks else {
            return found + [
                "Pictures without time stamps, or no pictures, or a time base that cannot hold them."
            ]
        }
        let shown = times.sorted()
        let uneven = shown.indices.filter { shown[$0] != $0 * ticks }
        if let first = uneven.first {
            found.append(
                "\(uneven.count) of \(shown.count) pictures are not at their place in constant time; "
                    + "the first is number \(first) at \(shown[first]) ticks, not \(first * ticks).")
        }
        if pictures.contains(where: { $0["duration"]?.integer != ticks }) {
            found.append("Not every picture lasts exactly one frame.")
        }
        return found + keyFrameViolations(pictures, ticks) + durationViolations(frames: times.count)
    }

    /// Ticks of the track's clock in one frame, where that is a whole number.
    private var ticksPerFrame: Int? {
        let parts = (video["time_base"]?.string ?? "").split(separator: "/").compactMap { Int($0) }
        guard parts.count == 2, parts[0] == 1, parts[1] % expectation.frameRate == 0 else { return nil }
        return parts[1] / expectation.frameRate
    }

    private func keyFrameViolations(_ pictures: [JSON], _ ticks: Int) -> [String] {
        var found: [String] = []
        var latestKey: Int?
        var keys: [Int] = []
        for picture in pictures {
            guard let time = picture["pts"]?.integer else { continue }
            if picture["flags"]?.string?.hasPrefix("K") == true {
                latestKey = time
                keys.append(time / ticks)
            } else if let latestKey, time < latestKey {
                found.append(
                    "A group is open: a picture at \(time) is stored after its key frame at \(latestKey).")
            }
        }
        let wanted = Array(stride(from: 0, to: pictures.count, by: expectation.keyFrameInterval))
        if keys != wanted { found.append("Key frames are \(keys), not \(wanted).") }
        return found
    }

    private func durationViolations(frames: Int) -> [String] {
        var found: [String] = []
        let frame = 1 / Double(expectation.frameRate)
        let duration = Double(frames) * frame
        if let wanted = expectation.duration, abs(duration - wanted) > frame + 1e-6 {
            found.append("It lasts \(duration) s, not \(wanted) s to a frame.")
        }
        if duration > expectation.maximumDuration + 1e-6 {
            found.append("It lasts \(duration) s, more than \(expectation.maximumDuration) s.")
        }
        let whole = format["duration"]?.number ?? 0
        if whole > max(duration, audio["duration"]?.number ?? 0) + 0.001 {
            found.append("The container promises \(whole) s, and the tracks are shorter.")
        }
        return found
    }
}
