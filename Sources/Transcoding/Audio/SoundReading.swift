internal import Libav

/// A sound that is read piece by piece, on the output's clock or its own.
protocol SoundReading: AnyObject {
    /// Returns the next samples; silence where the sound has none.
    func read(_ count: Int) throws -> StereoSound
}

extension ClipSound: SoundReading {}
extension TrackSound: SoundReading {}
