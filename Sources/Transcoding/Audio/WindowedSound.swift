internal import Libav

/// A slide's sound on the clock of a joined story. Opens when its slide begins and closes when the slide has ended.
final class WindowedSound: SoundReading {
    private let window: SoundWindow
    private let open: () throws -> any SoundReading
    private var sound: (any SoundReading)?
    /// The number of samples of the file that were read.
    private var position = 0

    init(_ window: SoundWindow, open: @escaping () throws -> any SoundReading) {
        self.window = window
        self.open = open
    }

    func read(_ count: Int) throws -> StereoSound {
        let piece = position..<position + count
        position = piece.upperBound
        let heard = window.range.clamped(to: piece)
        if heard.isEmpty { return StereoSound(silence: count) }
        let source = if let sound { sound } else { try open() }
        var samples = try source.read(heard.count)
        window.apply(to: &samples, from: heard.lowerBound)
        sound = heard.upperBound == window.range.upperBound ? nil : source
        var result = StereoSound(silence: heard.lowerBound - piece.lowerBound)
        result.append(samples)
        result.append(StereoSound(silence: piece.upperBound - heard.upperBound))
        return result
    }
}
