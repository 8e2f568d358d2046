internal import Libav

/// Brings decoded pictures of one file to the form that the reader's caller wants: the only place that converts
/// them for display.
///
/// Colours that a profile describes become those of sRGB. Pictures of high dynamic range keep theirs, of which
/// later stages know more.
final class PictureFinish {
    private let header: PictureHeader
    private let purpose: PictureReader.Purpose?
    private var conversion: ScreenConversion?
    private var isPrepared = false
    /// What has been found odd so far.
    private(set) var notes: [PictureNote]

    /// - Parameter purpose: nil where only the notes are wanted.
    init(_ header: PictureHeader, _ purpose: PictureReader.Purpose?) {
        self.header = header
        self.purpose = purpose
        notes = header.notes
    }

    func finish(_ picture: consuming DecodedPicture) throws(PictureFault) -> Frame {
        for note in picture.notes { add(note) }
        if purpose == nil { return picture.takeFrame() }
        prepare()
        var frame = picture.takeFrame()
        if conversion != nil, !frame.colorimetry.isHDR {
            frame = try converted(frame)
        } else if frame.format == .rgba64 {
            frame = try frame.rgb(header.hasAlpha ? .rgba : .rgb24)
        }
        return purpose == .display ? try frame.forDisplay() : frame
    }

    /// Adds what has been found, once.
    func add(_ note: PictureNote) {
        if !notes.contains(note) { notes.append(note) }
    }

    private func converted(_ frame: consuming Frame) throws(PictureFault) -> Frame {
        let hasAlpha = header.hasAlpha || purpose == .display
        // The conversion is there, as its caller has seen.
        let result = try conversion?.converted(frame)
        guard let result else { throw PictureFault(.damaged, "the colour profile cannot be used") }
        return hasAlpha ? result : try result.rgb(.rgb24)
    }

    /// Makes the conversion when the first picture comes: tables take time.
    private func prepare() {
        if isPrepared { return }
        isPrepared = true
        guard let profile = header.profile else { return }
        if case .inks = profile { return }
        do throws(PictureFault) {
            conversion = try ScreenConversion(profile)
        } catch {
            notes.append(.profileIgnored(header.profileName))
        }
    }
}
