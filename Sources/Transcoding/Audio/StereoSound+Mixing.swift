internal import Libav

extension StereoSound {
    /// Adds another sound, sample by sample, as far as both go.
    mutating func mix(_ other: StereoSound) {
        for index in 0..<min(count, other.count) {
            left[index] += other.left[index]
            right[index] += other.right[index]
        }
    }

    /// Multiplies by factors that change evenly from one to another; the first sample is already one step on its way.
    mutating func scale(from first: Float, to last: Float) {
        if first == last {
            if first != 1 { scale(by: first) }
            return
        }
        let step = (last - first) / Float(max(1, count))
        for index in 0..<count {
            let factor = first + step * Float(index + 1)
            left[index] *= factor
            right[index] *= factor
        }
    }

    /// Returns the last samples of both channels.
    func suffix(_ count: Int) -> StereoSound {
        var part = self
        part.removeFirst(max(0, self.count - count))
        return part
    }

    /// Mean square of both channels together; 0 for an empty sound.
    var power: Double {
        var sum: Float = 0
        for sample in left { sum += sample * sample }
        for sample in right { sum += sample * sample }
        return count > 0 ? Double(sum) / Double(2 * count) : 0
    }
}

extension VolumeEnvelope {
    /// The number of samples over which the factor is taken to change evenly. That is less than a millisecond, and no
    /// fade bends in less.
    private static let step = 32

    /// Multiplies a stretch of a slide's sound.
    ///
    /// - Parameters:
    ///   - volume: a factor for all of it.
    ///   - first: the stretch's first sample, counted from the slide's first.
    func apply(to sound: inout StereoSound, volume: Double, from first: Int, sampleRate: Int) {
        if isFlat {
            if volume != 1 { sound.scale(by: Float(volume)) }
            return
        }
        func factor(_ index: Int) -> Float {
            Float(volume * gain(at: clock + Double(first + index) / Double(sampleRate)))
        }
        var start = 0
        var before = factor(0)
        while start < sound.count {
            let end = min(start + Self.step, sound.count)
            let after = factor(end)
            let slope = (after - before) / Float(end - start)
            for index in start..<end {
                let factor = before + slope * Float(index - start)
                sound.left[index] *= factor
                sound.right[index] *= factor
            }
            (start, before) = (end, after)
        }
    }
}
