internal import Libav

/// Converts the decoded pictures of one file to the form that the reader's caller wants. No other type converts
/// pictures for display.
///
/// Colours that a profile describes become sRGB. Pictures with high dynamic range keep their colours, because later
/// stages know more about them.
final class PictureFinish {
    private let header: PictureHeader
    private let purpose: PictureReader.Purpose?
    private var conversion: ScreenConversion?
    private var isPrepared = false
    /// The notes so far.
    private(set) var notes: [PictureNote]

    /// - Parameter purpose: nil if only the notes are wanted.
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

    /// Adds a note, unless it is already there.
    func add(_ note: PictureNote) {
        if !notes.contains(note) { notes.append(note) }
    }

    private func converted(_ frame: consuming Frame) throws(PictureFault) -> Frame {
        let hasAlpha = header.hasAlpha || purpose == .display
        // The caller has checked that there is a conversion.
        let result = try conversion?.converted(frame)
        guard let result else { throw PictureFault(.damaged, "the colour profile cannot be used") }
        return hasAlpha ? result : try result.rgb(.rgb24)
    }

    /// Makes the conversion when the first picture arrives, because building its tables takes time.
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
