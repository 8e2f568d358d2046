internal import Libav

extension Orientation {
    /// The orientation that undoes this one.
    var inverse: Orientation {
        switch self {
        case .turned90: .turned270
        case .turned270: .turned90
        default: self
        }
    }
}
