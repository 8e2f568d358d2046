internal import Libav

/// A sound that is read piece by piece, on the output's clock or on its own.
protocol SoundReading: AnyObject {
    /// The next samples; silence where there are none.
    func read(_ count: Int) throws -> StereoSound
}

extension ClipSound: SoundReading {}
extension TrackSound: SoundReading {}
